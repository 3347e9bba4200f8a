package leadhub.pipelines;

import java.time.Instant;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The reasons for which leads are lost, in the LeadHub dialect. */
@Component
class LostReasonApi implements Routes.Provider {
    private static final String REASONS = "/api/v1/lost-reasons";
    private static final String REASON = REASONS + "/{id}";

    private final LostReasons reasons;

    LostReasonApi(LostReasons reasons) {
        this.reasons = reasons;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(REASONS, Scope.READ_PIPELINES, this::list)
                .post(REASONS, Scope.WRITE_PIPELINES, this::create)
                .get(REASON, Scope.READ_PIPELINES, this::show)
                .update(REASON, Scope.WRITE_PIPELINES, this::change, this::current)
                .delete(REASON, Scope.WRITE_PIPELINES, this::delete, this::current);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = reasons.list(exchange.caller(), paging.slice());
        return Envelope.page(exchange, paging, page.map(View::of));
    }

    private Answer show(Exchange exchange) {
        return Answer.ok(one(reasons.get(exchange.caller(), exchange.id(0))));
    }

    private Answer current(Exchange exchange) {
        return Answer.ok(one(reasons.hold(exchange.caller(), exchange.id(0))));
    }

    private Answer create(Exchange exchange) {
        var input = new Input(exchange.body());
        var name = input.solidText("name", LostReason.MOST_CHARACTERS);
        input.require("name");
        input.errors().check();
        var reason = reasons.create(exchange.caller(), name.over(""));
        return Answer.created(exchange.origin() + REASONS + "/" + reason.id(), one(reason));
    }

    private Answer change(Exchange exchange) {
        var reason = reasons.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        var change = read(input);
        input.errors().check();
        return Answer.ok(one(reasons.change(exchange.caller(), reason.id(), change)));
    }

    private Answer delete(Exchange exchange) {
        reasons.delete(exchange.caller(), exchange.id(0));
        return Answer.noContent();
    }

    private static LostReasonChange read(Input input) {
        Change<@Nullable Boolean> isArchived = input.bool("is_archived");
        var position = input.integer("position")
                .map(place -> place == null || place >= 1
                        ? place
                        : input.reject("position", Refusal.of("min").with("min", 1)));
        return new LostReasonChange(
                input.solidText("name", LostReason.MOST_CHARACTERS), position, isArchived.map(Boolean.TRUE::equals));
    }

    private static Envelope.One<View> one(LostReason reason) {
        return new Envelope.One<>(View.of(reason));
    }

    /** A reason as the contract spells it. */
    record View(long id, String name, int position, boolean isArchived, Instant createdAt, Instant updatedAt) {
        static View of(LostReason reason) {
            return new View(
                    reason.id(),
                    reason.name(),
                    reason.position(),
                    reason.isArchived(),
                    reason.createdAt(),
                    reason.updatedAt());
        }
    }
}
