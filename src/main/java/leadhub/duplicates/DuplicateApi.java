package leadhub.duplicates;

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
import leadhub.imports.RowDecisions;
import leadhub.imports.rows.DuplicatePolicy;
import leadhub.leads.api.LeadView;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Pairs of leads that may be one person, and rows of imports that wait, in the LeadHub dialect. */
@Component
class DuplicateApi implements Routes.Provider {
    private final Duplicates duplicates;
    private final RowDecisions decisions;

    DuplicateApi(Duplicates duplicates, RowDecisions decisions) {
        this.duplicates = duplicates;
        this.decisions = decisions;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/duplicates", Scope.READ_LEADS, this::list)
                .post("/api/v1/duplicates/rows/dismiss", Scope.WRITE_LEADS, this::dismissRows)
                .post("/api/v1/duplicates/{id}/dismiss", Scope.WRITE_LEADS, this::dismiss)
                .post("/api/v1/duplicates/{id}/resolve", Scope.WRITE_LEADS, this::resolve);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        var kind = query.choice("kind", DuplicateKind.class, DuplicateKind.PAIRS);
        query.errors().check();
        return Envelope.page(
                exchange,
                paging,
                duplicates.list(exchange.caller(), kind, paging.slice()).map(DuplicateView::of));
    }

    private Answer dismiss(Exchange exchange) {
        duplicates.requireKnown(exchange.caller(), exchange.id(0));
        new Input(exchange.body());
        duplicates.dismiss(exchange.caller(), exchange.id(0));
        return Answer.noContent();
    }

    private Answer dismissRows(Exchange exchange) {
        new Input(exchange.body());
        var dismissed = decisions.dismissAll(exchange.caller()).rows();
        return Answer.ok(new Envelope.One<>(new DismissedRows(dismissed)));
    }

    /** How many those were. */
    private record DismissedRows(int dismissed) {}

    private Answer resolve(Exchange exchange) {
        duplicates.requireKnown(exchange.caller(), exchange.id(0));
        var policy = action(new Input(exchange.body()));
        var row = duplicates.row(exchange.caller(), exchange.id(0));
        var lead = decisions.resolve(exchange.caller(), row.id(), policy).lead();
        return Answer.ok(new Envelope.One<>(new LeadView(lead)));
    }

    private static DuplicatePolicy action(Input input) {
        var word = input.text("action", 50).over(null);
        input.require("action");
        var policy = word == null ? null : DuplicatePolicy.ofWord(word).orElse(null);
        if (word != null && (policy == null || !RowDecisions.DECISIONS.contains(policy))) {
            input.reject("action", Refusal.of("in"));
        }
        input.errors().check();
        return Objects.requireNonNull(policy);
    }
}
