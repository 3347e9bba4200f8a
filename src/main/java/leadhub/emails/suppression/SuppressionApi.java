package leadhub.emails.suppression;

import java.time.Instant;
import java.util.Objects;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Refusal;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** The addresses that get no emails, in the LeadHub dialect. */
@Component
class SuppressionApi implements Routes.Provider {
    private static final String ALL = "/api/v1/suppressed-emails";
    private static final String ONE = ALL + "/{id}";

    private final Suppressions suppressions;

    SuppressionApi(Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ALL, Scope.READ_LEADS, this::list)
                .post(ALL, Scope.WRITE_LEADS, this::add)
                .get(ONE, Scope.READ_LEADS, this::show)
                .delete(ONE, Scope.WRITE_LEADS, this::remove, this::current);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        var asked = query.text("email");
        query.errors().check();
        var page = asked == null
                ? suppressions.list(exchange.caller(), paging.slice())
                : paging.page(suppressions.find(exchange.caller(), asked));
        return Envelope.page(exchange, paging, page.map(View::of));
    }

    private Answer add(Exchange exchange) {
        var input = new Input(exchange.body());
        input.require("email");
        var email = input.solidText("email", Suppression.MOST_CHARACTERS);
        var word = input.text("reason", Suppression.MOST_CHARACTERS).over(null);
        var reason = SuppressionReason.ofWord(Objects.requireNonNullElse(word, SuppressionReason.MANUAL.word()));
        if (reason.isEmpty()) {
            input.reject("reason", Refusal.of("in"));
        }
        input.errors().check();
        var made = suppressions.add(exchange.caller(), email.over(""), reason.orElseThrow());
        return Answer.created(exchange.origin() + ALL + "/" + made.id(), one(made));
    }

    private Answer show(Exchange exchange) {
        return Answer.ok(one(suppressions.get(exchange.caller(), exchange.id(0))));
    }

    private Answer current(Exchange exchange) {
        return Answer.ok(one(suppressions.hold(exchange.caller(), exchange.id(0))));
    }

    private Answer remove(Exchange exchange) {
        suppressions.remove(exchange.caller(), exchange.id(0));
        return Answer.noContent();
    }

    private static Envelope.One<View> one(Suppression suppression) {
        return new Envelope.One<>(View.of(suppression));
    }

    /** An address as the contract spells it. */
    record View(long id, String email, String reason, Instant createdAt) {
        static View of(Suppression one) {
            return new View(one.id(), one.email(), one.reason().word(), one.createdAt());
        }
    }
}
