package leadhub.automations.api;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.automations.Automations;
import leadhub.automations.runs.DryRuns;
import leadhub.automations.runs.RunFilter;
import leadhub.automations.runs.RunStatus;
import leadhub.automations.runs.Runs;
import leadhub.automations.runs.WhyNot;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.leads.Leads;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Runs of automations in the LeadHub dialect. */
@Component
class RunApi implements Routes.Provider {
    private static final String ALL = AutomationApi.ONE + "/runs";
    private static final String ONE = ALL + "/{run}";
    private static final int MOST_OF_LEAD = 100;

    private final Automations automations;
    private final Runs runs;
    private final DryRuns dryRuns;
    private final OfLeads ofLeads;
    private final Clock clock;

    RunApi(Automations automations, Runs runs, DryRuns dryRuns, OfLeads ofLeads, Clock clock) {
        this.automations = automations;
        this.runs = runs;
        this.dryRuns = dryRuns;
        this.ofLeads = ofLeads;
        this.clock = clock;
    }

    /** What is asked about a lead. */
    @Component
    record OfLeads(Leads leads, WhyNot whyNot) {}

    /** @param notRun of each automation that has none of the runs */
    record LeadAutomations(List<RunView> runs, List<WhyNot.NotRun> notRun) {}

    record Retried(long runs) {}

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ALL, Scope.READ_AUTOMATIONS, this::list)
                .get(ONE, Scope.READ_AUTOMATIONS, this::show)
                .get("/api/v1/leads/{id}/automations", Scope.READ_AUTOMATIONS, this::ofLead)
                .post(ALL, Scope.WRITE_AUTOMATIONS, this::start)
                .post(ALL + "/retry", Scope.WRITE_AUTOMATIONS, this::retryAll)
                .post(ONE + "/retry", Scope.WRITE_AUTOMATIONS, this::retry)
                .post(ONE + "/cancel", Scope.WRITE_AUTOMATIONS, this::cancel);
    }

    private Answer list(Exchange exchange) {
        automations.get(exchange.caller(), exchange.id(0));
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        var filter = filter(query);
        query.errors().check();
        var page = runs.list(exchange.caller(), exchange.id(0), filter, paging.slice());
        return Envelope.page(exchange, paging, page.map(RunView::of));
    }

    private static RunFilter filter(QueryInput query) {
        var word = query.text("status");
        var status = word == null ? null : RunStatus.ofWord(word).orElse(null);
        if (word != null && status == null) {
            query.reject("status", Refusal.of("in"));
        }
        var version = query.id("version");
        if (version != null && version > Integer.MAX_VALUE) {
            query.reject("version", Refusal.of("in"));
        }
        return new RunFilter(status, query.id("lead_id"), version == null ? null : version.intValue());
    }

    private Answer show(Exchange exchange) {
        automations.get(exchange.caller(), exchange.id(0));
        return one(runs.get(exchange.caller(), exchange.id(0), exchange.id(1)));
    }

    private Answer ofLead(Exchange exchange) {
        var lead = ofLeads.leads().get(exchange.caller(), exchange.id(0));
        var found = runs.ofLead(exchange.caller(), lead.id(), MOST_OF_LEAD);
        var notRun = ofLeads.whyNot().of(exchange.caller(), lead.id(), WhyNot.automations(found));
        return Answer.ok(new Envelope.One<>(
                new LeadAutomations(found.stream().map(RunView::of).toList(), notRun)));
    }

    private Answer start(Exchange exchange) {
        var known = automations.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        input.require("lead_id");
        var leadId = input.integer("lead_id").over(null);
        var isDry = Boolean.TRUE.equals(input.bool("dry_run").over(null));
        input.errors().check();
        var lead = lead(exchange, leadId == null ? 0 : leadId);
        if (isDry) {
            var automation = known.automation();
            var outcome = dryRuns.run(exchange.caller(), known, lead);
            return Answer.ok(new Envelope.One<>(RunView.dry(
                    automation.id(),
                    automation.version(),
                    lead,
                    exchange.caller().actor().causedBy(),
                    Times.now(clock),
                    outcome)));
        }
        return accepted(RunView.of(runs.start(exchange.caller(), known, lead)));
    }

    /** A lead that isn't there is a wrong value in a body. */
    private long lead(Exchange exchange, long id) {
        try {
            return ofLeads.leads().get(exchange.caller(), id).id();
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.NotFound) {
                throw Problem.invalid("lead_id", Refusal.of("in")).exception();
            }
            throw e;
        }
    }

    private Answer retry(Exchange exchange) {
        automations.get(exchange.caller(), exchange.id(0));
        runs.get(exchange.caller(), exchange.id(0), exchange.id(1));
        new Input(exchange.body());
        return one(runs.retry(exchange.caller(), exchange.id(0), exchange.id(1)));
    }

    private Answer retryAll(Exchange exchange) {
        automations.get(exchange.caller(), exchange.id(0));
        new Input(exchange.body());
        return accepted(new Retried(runs.retryAll(exchange.caller(), exchange.id(0))));
    }

    private Answer cancel(Exchange exchange) {
        automations.get(exchange.caller(), exchange.id(0));
        runs.get(exchange.caller(), exchange.id(0), exchange.id(1));
        new Input(exchange.body());
        return one(runs.cancel(exchange.caller(), exchange.id(0), exchange.id(1)));
    }

    /** What is begun is done later. */
    private static Answer accepted(Object data) {
        return new Answer(202, Map.of(), new Envelope.One<>(data));
    }

    /** It changes by itself, so nobody holds it to a state. */
    private static Answer one(Runs.WholeRun run) {
        return Answer.ok(new Envelope.One<>(RunView.of(run)));
    }
}
