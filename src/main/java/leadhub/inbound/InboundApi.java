package leadhub.inbound;

import leadhub.api.Answer;
import leadhub.api.Credential;
import leadhub.api.Dialect;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadReader;
import leadhub.web.input.Input;
import leadhub.web.input.Query;
import org.springframework.stereotype.Component;

/** The address for inbound leads in the LeadHub reference. */
@Component
class InboundApi implements Routes.Provider {
    private final Inbound inbound;
    private final Leads leads;

    InboundApi(Inbound inbound, Leads leads) {
        this.inbound = inbound;
        this.leads = leads;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.postForm("/api/inbound/leads", Scope.WRITE_LEADS, InboundApi::requireOwnWorkspace, this::take);
    }

    private static void requireOwnWorkspace(Credential key, Query query) {
        if (query.value("tenant")
                .filter(slug -> !slug.equals(key.workspaceSlug()))
                .isPresent()) {
            // The same answer if the workspace doesn't exist, so that nobody learns which ones do.
            throw new Problem.Forbidden(Refusal.of("workspace.not_yours")).exception();
        }
    }

    private Answer take(Exchange exchange) {
        var input = new Input(exchange.body());
        if (exchange.query().value("tenant").isEmpty()) {
            input.reject("tenant", Refusal.of("required"));
        }
        var facts = LeadReader.readAll(input);
        input.require("email");
        if (input.errors().any()) {
            input.errors().addAll(leads.refusals(exchange.caller(), null, leads.cutToFit(exchange.caller(), facts)));
        }
        input.errors().check();
        var taken = inbound.take(exchange.caller(), facts, Json.write(input.node()));
        var answer = new Taken(taken.isNew() ? "created" : "duplicate", taken.leadId(), !taken.isNew());
        return taken.isNew() ? Answer.created(answer) : Answer.ok(answer);
    }

    record Taken(String status, long leadId, boolean isDuplicate) {}
}
