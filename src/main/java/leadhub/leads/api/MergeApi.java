package leadhub.leads.api;

import java.util.Map;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.leads.Leads;
import leadhub.leads.merging.MergeChoices;
import leadhub.leads.merging.Merging;
import leadhub.leads.record.Lead;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;

/** Merging two leads, and taking them apart again, in the LeadHub dialect. */
@Component
class MergeApi implements Routes.Provider {
    private final Leads leads;
    private final Merging merging;

    MergeApi(Leads leads, Merging merging) {
        this.leads = leads;
        this.merging = merging;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.post("/api/v1/leads/{id}/merge", Scope.WRITE_LEADS, this::merge, this::held)
                .post("/api/v1/leads/{id}/unmerge", Scope.WRITE_LEADS, this::unmerge, this::current);
    }

    private Answer merge(Exchange exchange) {
        // A lead that isn't there is not found, whatever the body is.
        var id = leads.get(exchange.caller(), exchange.id(0)).id();
        var input = new Input(exchange.body());
        var leadId = otherLead(input);
        var choices = MergeChoices.read(input);
        var isDryRun = Boolean.TRUE.equals(input.bool("dry_run").over(false));
        input.errors().check();
        var outcome = isDryRun
                ? merging.preview(exchange.caller(), id, leadId, choices)
                : merging.merge(exchange.caller(), id, leadId, choices);
        return Answer.ok(new Merged(new LeadView(outcome.lead()), new Meta(outcome.moved())));
    }

    private static long otherLead(Input input) {
        var leadId = input.integer("lead_id").over(null);
        input.require("lead_id");
        return leadId == null ? 0 : leadId;
    }

    private Answer unmerge(Exchange exchange) {
        var id = leads.get(exchange.caller(), exchange.id(0)).id();
        var input = new Input(exchange.body());
        var leadId = otherLead(input);
        input.errors().check();
        return Answer.ok(one(merging.unmerge(exchange.caller(), id, leadId)));
    }

    private Answer current(Exchange exchange) {
        return Answer.ok(one(leads.lock(exchange.caller(), exchange.id(0))));
    }

    /** Both leads are held in their order before one of them is looked at. */
    private Answer held(Exchange exchange) {
        var other = exchange.body().path("lead_id");
        var otherId = other.isIntegralNumber() ? other.longValue() : 0;
        return Answer.ok(one(merging.hold(exchange.caller(), exchange.id(0), otherId)));
    }

    private static Envelope.One<LeadView> one(Lead lead) {
        return new Envelope.One<>(new LeadView(lead));
    }

    /** @param moved how much comes from the other lead, by kind */
    record Meta(Map<String, Long> moved) {}

    record Merged(LeadView data, Meta meta) {}
}
