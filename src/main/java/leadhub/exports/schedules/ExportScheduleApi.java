package leadhub.exports.schedules;

import java.util.Map;
import java.util.Optional;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Refusal;
import leadhub.web.Attachment;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Scheduled exports in the LeadHub dialect. */
@Component
class ExportScheduleApi implements Routes.Provider {
    private static final String ALL = "/api/v1/exports";
    private static final String ONE = ALL + "/{id}";
    private static final String FILES = ONE + "/files";

    private final ScheduledExports exports;
    private final ExportDownloads downloads;
    private final ExportScheduleReader reader;

    ExportScheduleApi(ScheduledExports exports, ExportDownloads downloads, ExportScheduleReader reader) {
        this.exports = exports;
        this.downloads = downloads;
        this.reader = reader;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ALL, Scope.READ_LEADS, this::list)
                .post(ALL, Scope.WRITE_LEADS, this::create)
                .get(ONE, Scope.READ_LEADS, this::show)
                .patch(ONE, Scope.WRITE_LEADS, this::change, this::current)
                .delete(ONE, Scope.WRITE_LEADS, this::delete, this::current)
                .post(ONE + "/run", Scope.WRITE_LEADS, this::run)
                .get(FILES, Scope.READ_LEADS, this::files)
                .get(FILES + "/{file}", Scope.READ_LEADS, this::download);
    }

    private Answer list(Exchange exchange) {
        var paging = paging(exchange);
        return Envelope.page(
                exchange,
                paging,
                exports.list(exchange.caller(), paging.slice()).map(ScheduleView::of));
    }

    private Answer create(Exchange exchange) {
        var wish = reader.create(exchange.caller(), new Input(exchange.body()), exchange.origin());
        var made = exports.create(exchange.caller(), wish);
        return Answer.created(exchange.origin() + ALL + "/" + made.id(), one(made));
    }

    private Answer show(Exchange exchange) {
        return Answer.ok(one(exports.get(exchange.caller(), exchange.id(0))));
    }

    private Answer current(Exchange exchange) {
        return Answer.ok(one(exports.hold(exchange.caller(), exchange.id(0))));
    }

    private Answer change(Exchange exchange) {
        var caller = exchange.caller();
        var before = exports.get(caller, exchange.id(0));
        var id = before.id();
        var body = new Input(exchange.body());
        var isActive = isActive(body);
        var change = reader.change(caller, body, ScheduleView.of(before).filter());
        return Answer.ok(one(
                isActive.isPresent()
                        ? exports.change(caller, id, change, isActive.get())
                        : exports.change(caller, id, change)));
    }

    /** Whether files are to be made; empty where nothing is said of that. */
    private static Optional<Boolean> isActive(Input body) {
        var word = body.text("status", ExportScheduleReader.MOST_NAME).over(null);
        if (word == null) {
            return Optional.empty();
        }
        if (!word.equals("active") && !word.equals("paused")) {
            body.reject("status", Refusal.of("in"));
        }
        return Optional.of(word.equals("active"));
    }

    private Answer delete(Exchange exchange) {
        exports.delete(exchange.caller(), exchange.id(0));
        return Answer.noContent();
    }

    private Answer run(Exchange exchange) {
        var id = exports.get(exchange.caller(), exchange.id(0)).id();
        new Input(exchange.body());
        var file = exports.run(exchange.caller(), id);
        return new Answer(202, Map.of(), new Envelope.One<>(ScheduleView.File.of(file)));
    }

    private Answer files(Exchange exchange) {
        var id = exports.get(exchange.caller(), exchange.id(0)).id();
        var paging = paging(exchange);
        return Envelope.page(
                exchange,
                paging,
                exports.files(exchange.caller(), id, paging.slice()).map(ScheduleView.File::of));
    }

    private Answer download(Exchange exchange) {
        var file = downloads.open(exchange.caller(), exchange.id(0), exchange.id(1));
        var headers = Map.of(
                "Content-Type", file.format().contentType(), "Content-Disposition", Attachment.header(file.name()));
        return new Answer(200, headers, file.body());
    }

    private static Paging paging(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        return paging;
    }

    private static Envelope.One<ScheduleView> one(ScheduledExport export) {
        return new Envelope.One<>(ScheduleView.of(export));
    }
}
