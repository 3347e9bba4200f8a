package leadhub.intake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.web.input.Input;
import leadhub.web.input.IsoTimes;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ledger in the LeadHub dialect. */
@Component
class IntakeApi implements Routes.Provider {
    private static final String ALL = "/api/v1/intake";
    private static final String ONE = ALL + "/{id}";

    private final IntakeLedger ledger;
    private final IntakeReplays replays;

    IntakeApi(IntakeLedger ledger, IntakeReplays replays) {
        this.ledger = ledger;
        this.replays = replays;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    /** What came in tells of leads. */
    @Override
    public void declare(Routes routes) {
        routes.alsoNeeding(
                Scope.READ_LEADS,
                lines -> lines.get(ALL, Scope.READ_INTEGRATIONS, this::list)
                        .get(ONE, Scope.READ_INTEGRATIONS, this::show)
                        .post(ALL + "/replay", Scope.WRITE_INTEGRATIONS, this::replayMany)
                        .post(ONE + "/replay", Scope.WRITE_INTEGRATIONS, this::replay));
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        var filter = filter(query);
        query.errors().check();
        return Envelope.page(
                exchange,
                paging,
                ledger.list(exchange.caller(), filter, paging.slice()).map(IntakeView::of));
    }

    private Answer show(Exchange exchange) {
        return one(ledger.get(exchange.caller(), exchange.id(0)));
    }

    private Answer replay(Exchange exchange) {
        ledger.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        var isAsNew = Boolean.TRUE.equals(input.bool("as_new").over(null));
        input.errors().check();
        replays.replay(exchange.caller(), exchange.id(0), isAsNew);
        return one(ledger.get(exchange.caller(), exchange.id(0)));
    }

    private Answer replayMany(Exchange exchange) {
        var input = new Input(exchange.body());
        var filter = new IntakeFilter(
                sources(input),
                input.integer("source_id").over(null),
                status(input),
                time(input, "from"),
                last(input.text("to", 100).over(null), time(input, "to")),
                input.integer("lead_id").over(null));
        input.errors().check();
        if (filter.isEmpty()) {
            throw Problem.invalid("body", Refusal.of("intake.filter_missing")).exception();
        }
        return new Answer(202, Map.of(), new Envelope.One<>(replays.start(exchange.caller(), filter)));
    }

    private static Answer one(IntakeEntry.Whole whole) {
        return Answer.ok(new Envelope.One<>(IntakeView.Whole.of(whole)));
    }

    private static IntakeFilter filter(QueryInput query) {
        var source = query.text("source");
        var status = query.text("status");
        var filter = new IntakeFilter(
                source == null ? Set.of() : IntakeSource.toldAs(source),
                query.id("source_id"),
                status == null ? null : IntakeStatus.of(status).orElse(null),
                query.time("from"),
                last(query.text("to"), query.time("to")),
                query.id("lead_id"));
        if (source != null && filter.sources().isEmpty()) {
            query.reject("source", Refusal.of("in"));
        }
        if (status != null && filter.status() == null) {
            query.reject("status", Refusal.of("in"));
        }
        return filter;
    }

    private static Set<IntakeSource> sources(Input input) {
        var word = input.text("source", 50).over(null);
        var sources = word == null ? Set.<IntakeSource>of() : IntakeSource.toldAs(word);
        if (word != null && sources.isEmpty()) {
            input.reject("source", Refusal.of("in"));
        }
        return sources;
    }

    private static @Nullable IntakeStatus status(Input input) {
        var word = input.text("status", 50).over(null);
        var status = word == null ? Optional.<IntakeStatus>empty() : IntakeStatus.of(word);
        return word != null && status.isEmpty() ? input.reject("status", Refusal.of("in")) : status.orElse(null);
    }

    private static @Nullable Instant time(Input input, String field) {
        var text = input.text(field, 100).over(null);
        var time = text == null ? Optional.<Instant>empty() : IsoTimes.read(text);
        return text != null && time.isEmpty() ? input.reject(field, Refusal.of("date")) : time.orElse(null);
    }

    /** A day is meant whole, and so is a second: times are told without their fraction. */
    private static @Nullable Instant last(@Nullable String typed, @Nullable Instant time) {
        if (time == null || typed == null) {
            return time;
        }
        if (IsoTimes.isDate(typed)) {
            return time.plus(1, ChronoUnit.DAYS).minus(1, ChronoUnit.MICROS);
        }
        return typed.matches(".*[.,].*") ? time : time.plusSeconds(1).minus(1, ChronoUnit.MICROS);
    }
}
