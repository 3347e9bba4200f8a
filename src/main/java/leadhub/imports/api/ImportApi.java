package leadhub.imports.api;

import java.util.Map;
import java.util.Objects;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.PreparedEndpoint;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.imports.Import;
import leadhub.imports.ImportErrors;
import leadhub.imports.ImportStatus;
import leadhub.imports.Imports;
import leadhub.imports.RefusedRows;
import leadhub.web.StreamedBody;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import leadhub.web.intake.UploadLimits;
import org.springframework.stereotype.Component;

/** Imports in the LeadHub dialect. */
@Component
class ImportApi implements Routes.Provider {
    /** The options stand in the same body. */
    private static final UploadLimits LIMITS =
            new UploadLimits(Imports.MOST_BYTES, 1, Imports.MOST_BYTES + (2 << 20), 1 << 20);

    private static final String ALL = "/api/v1/imports";
    private static final String ONE = "/api/v1/imports/{id}";

    private final Imports imports;
    private final ImportErrors errors;
    private final RefusedRows refused;

    ImportApi(Imports imports, ImportErrors errors, RefusedRows refused) {
        this.imports = imports;
        this.errors = errors;
        this.refused = refused;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        PreparedEndpoint upload = this::receive;
        PreparedEndpoint change = this::look;
        routes.postFiles(ALL, Scope.WRITE_LEADS, LIMITS, upload)
                .get(ALL, Scope.READ_LEADS, this::list)
                .get(ONE, Scope.READ_LEADS, this::show)
                .patch(ONE, Scope.WRITE_LEADS, change, this::held)
                .post(ONE + "/start", Scope.WRITE_LEADS, this::start)
                .post(ONE + "/pause", Scope.WRITE_LEADS, this::pause)
                .post(ONE + "/resume", Scope.WRITE_LEADS, this::resume)
                .post(ONE + "/cancel", Scope.WRITE_LEADS, this::cancel)
                .post(ONE + "/undo", Scope.WRITE_LEADS, this::undo)
                .get(ONE + "/errors", Scope.READ_LEADS, this::errors);
    }

    private PreparedEndpoint.Prepared receive(Exchange exchange) {
        var caller = exchange.caller();
        var options = ImportOptionsReader.read(exchange.body(), imports.usual(exchange.caller()));
        var file = exchange.sent().files().stream()
                .filter(one -> one.field().equals("file"))
                .findFirst()
                .orElseThrow(
                        () -> Problem.invalid("file", Refusal.of("required")).exception());
        var name = file.name().isEmpty() ? "file" : file.name();
        var received = imports.receive(caller, name, file.open(), options);
        return new PreparedEndpoint.Prepared() {
            @Override
            public Answer finish() {
                var one = imports.keep(caller, received);
                return Answer.created(exchange.origin() + ALL + "/" + one.id(), view(caller, one));
            }

            @Override
            public void close() {
                received.close();
            }
        };
    }

    /** The file is read again by other options and with mended cells. */
    private PreparedEndpoint.Prepared look(Exchange exchange) {
        var caller = exchange.caller();
        var one = imports.get(caller, exchange.id(0));
        var input = new Input(exchange.body());
        if (input.node().has(MendedReader.FIELD)) {
            errors.requireSight(caller, one);
        }
        var options = ImportOptionsReader.read(exchange.body(), one.options());
        var mended = MendedReader.read(input, one, options);
        // Of one that was started, that is said last: 412 comes before 409.
        var looked = one.status() == ImportStatus.PREVIEWED ? imports.look(caller, one, options, mended) : null;
        return new PreparedEndpoint.Prepared() {
            @Override
            public Answer finish() {
                var seen = looked == null ? imports.look(caller, one, options, mended) : looked;
                return Answer.ok(view(caller, imports.keep(caller, seen)));
            }

            @Override
            public void close() {}
        };
    }

    private Answer held(Exchange exchange) {
        return Answer.ok(view(exchange.caller(), imports.hold(exchange.caller(), exchange.id(0))));
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = imports.list(exchange.caller(), paging.slice());
        var outlines = imports.outlines(exchange.caller(), page.items());
        return Envelope.page(
                exchange,
                paging,
                page.map(one -> ImportView.of(one, Objects.requireNonNull(outlines.get(one.id())), false)));
    }

    private Answer show(Exchange exchange) {
        return Answer.ok(view(exchange.caller(), imports.get(exchange.caller(), exchange.id(0))));
    }

    private Answer start(Exchange exchange) {
        return accepted(exchange, imports.start(exchange.caller(), known(exchange)));
    }

    private Answer pause(Exchange exchange) {
        return accepted(exchange, imports.pause(exchange.caller(), known(exchange)));
    }

    private Answer resume(Exchange exchange) {
        return accepted(exchange, imports.resume(exchange.caller(), known(exchange)));
    }

    private Answer cancel(Exchange exchange) {
        return accepted(exchange, imports.cancel(exchange.caller(), known(exchange)));
    }

    private Answer undo(Exchange exchange) {
        return accepted(exchange, imports.undo(exchange.caller(), known(exchange)));
    }

    /** Its id, where there is one, and nothing in the body that isn't JSON. */
    private long known(Exchange exchange) {
        var id = imports.get(exchange.caller(), exchange.id(0)).id();
        new Input(exchange.body());
        return id;
    }

    private Answer accepted(Exchange exchange, Import one) {
        return new Answer(202, Map.of(), view(exchange.caller(), one));
    }

    /** What stands in the file's rows is for who brought it, and for admins. */
    private Envelope.One<ImportView> view(Caller caller, Import one) {
        return new Envelope.One<>(ImportView.of(one, imports.preview(caller, one), Imports.seesRows(caller, one)));
    }

    private Answer errors(Exchange exchange) {
        var caller = exchange.caller();
        var one = imports.get(caller, exchange.id(0));
        errors.requireSight(caller, one);
        StreamedBody body = out -> refused.write(caller, one, false, ReasonWords::say, out);
        return new Answer(
                200,
                Map.of(
                        "Content-Type",
                        "text/csv; charset=utf-8",
                        "Content-Disposition",
                        "attachment; filename=\"import-" + one.id() + "-errors.csv\""),
                body);
    }
}
