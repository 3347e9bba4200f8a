package leadhub.sms;

import java.time.Instant;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** The numbers that get no SMS, in the LeadHub dialect. */
@Component
class PhoneSuppressionApi implements Routes.Provider {
    private static final String ALL = "/api/v1/suppressed-phones";
    private static final String ONE = ALL + "/{id}";
    private static final int MOST_CHARACTERS = 60;

    private final PhoneSuppressions suppressions;

    PhoneSuppressionApi(PhoneSuppressions suppressions) {
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
        var asked = query.text("phone");
        query.errors().check();
        var page = asked == null
                ? suppressions.list(exchange.caller(), paging.slice())
                : paging.page(suppressions.findTyped(exchange.caller(), asked));
        return Envelope.page(exchange, paging, page.map(View::of));
    }

    private Answer add(Exchange exchange) {
        var input = new Input(exchange.body());
        input.require("phone");
        var phone = input.solidText("phone", MOST_CHARACTERS);
        input.errors().check();
        var made = suppressions.add(exchange.caller(), phone.over(""));
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

    private static Envelope.One<View> one(PhoneSuppression suppression) {
        return new Envelope.One<>(View.of(suppression));
    }

    /** A number as the contract spells it. */
    record View(long id, String phone, String reason, Instant createdAt) {
        static View of(PhoneSuppression one) {
            return new View(one.id(), one.phone(), one.reason().word(), one.createdAt());
        }
    }
}
