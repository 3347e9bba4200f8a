package leadhub.duplicates;

import java.util.List;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.leads.api.LeadView;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Pairs of leads that may be one person, in the LeadHub dialect. */
@Component
class DuplicateApi implements Routes.Provider {
    private final Duplicates duplicates;

    DuplicateApi(Duplicates duplicates) {
        this.duplicates = duplicates;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/duplicates", Scope.READ_LEADS, this::list)
                .post("/api/v1/duplicates/{id}/dismiss", Scope.WRITE_LEADS, this::dismiss);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        return Envelope.page(
                exchange,
                paging,
                duplicates.list(exchange.caller(), paging.slice()).map(View::of));
    }

    private Answer dismiss(Exchange exchange) {
        duplicates.requireKnown(exchange.caller(), exchange.id(0));
        new Input(exchange.body());
        duplicates.dismiss(exchange.caller(), exchange.id(0));
        return Answer.noContent();
    }

    record View(long id, List<LeadView> leads, List<Reason> reasons, int score) {
        static View of(Duplicate pair) {
            return new View(
                    pair.id(),
                    List.of(new LeadView(pair.one()), new LeadView(pair.other())),
                    pair.reasons(),
                    pair.score());
        }
    }
}
