package leadhub.leads.api;

import java.util.List;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Refusal;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadReader;
import leadhub.leads.record.NewLead;
import leadhub.tags.Tag;
import leadhub.tags.Tags;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Leads and their tags in the LeadHub dialect. */
@Component
class LeadApi implements Routes.Provider {
    private final Leads leads;
    private final LeadShapes shapes;

    LeadApi(Leads leads, LeadShapes shapes) {
        this.leads = leads;
        this.shapes = shapes;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.post("/api/v1/leads", Scope.WRITE_LEADS, this::create)
                .get("/api/v1/leads/{id}", Scope.READ_LEADS, this::show)
                .update("/api/v1/leads/{id}", Scope.WRITE_LEADS, this::change, this::current)
                .delete("/api/v1/leads/{id}", Scope.DELETE_LEADS, this::delete, this::current)
                .post("/api/v1/leads/{id}/tags", Scope.WRITE_LEADS, this::tag, this::current)
                .delete("/api/v1/leads/{id}/tags/{tag}", Scope.WRITE_LEADS, this::untag, this::current);
    }

    private Answer show(Exchange exchange) {
        var lead = leads.get(exchange.caller(), exchange.id(0));
        var query = new QueryInput(exchange.query());
        var shape = shapes.read(query);
        query.errors().check();
        return shapes.one(exchange.caller(), shape, lead);
    }

    private Answer current(Exchange exchange) {
        return Answer.ok(one(leads.lock(exchange.caller(), exchange.id(0))));
    }

    private Answer create(Exchange exchange) {
        var input = new Input(exchange.body());
        var facts = LeadReader.read(input);
        input.require("first_name");
        if (input.errors().any()) {
            input.errors().addAll(leads.refusals(exchange.caller(), null, facts));
        }
        input.errors().check();
        var lead = leads.create(exchange.caller(), new NewLead(facts, "api", null));
        return Answer.created(exchange.origin() + "/api/v1/leads/" + lead.id(), one(lead));
    }

    private Answer change(Exchange exchange) {
        return Answer.ok(one(leads.change(exchange.caller(), exchange.id(0), before -> read(exchange, before))));
    }

    private LeadChange read(Exchange exchange, Lead before) {
        var input = new Input(exchange.body());
        var change = LeadReader.read(input);
        // A lead that came in without a name may stay without one.
        if (before.firstName() != null) {
            input.requireIfPresent("first_name");
        }
        if (input.errors().any()) {
            input.errors().addAll(leads.refusals(exchange.caller(), before, change));
        }
        input.errors().check();
        return change;
    }

    private Answer delete(Exchange exchange) {
        leads.delete(exchange.caller(), exchange.id(0));
        return Answer.noContent();
    }

    private Answer tag(Exchange exchange) {
        var lead = leads.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        var name = input.solidText("tag", Tag.MOST_CHARACTERS);
        input.require("tag");
        input.errors().check();
        var wanted = name.over("");
        if (lead.tags().size() >= Lead.MOST_TAGS
                && lead.tagNames().stream().map(Tags::key).noneMatch(Tags.key(wanted)::equals)) {
            input.reject("tag", Refusal.of("lead.too_many_tags").with("max", Lead.MOST_TAGS));
            input.errors().check();
        }
        return Answer.ok(one(leads.tag(exchange.caller(), lead.id(), List.of(wanted))));
    }

    private Answer untag(Exchange exchange) {
        leads.untag(exchange.caller(), exchange.id(0), exchange.text(1));
        return Answer.noContent();
    }

    private static Envelope.One<LeadView> one(Lead lead) {
        return new Envelope.One<>(new LeadView(lead));
    }
}
