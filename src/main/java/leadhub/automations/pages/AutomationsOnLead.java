package leadhub.automations.pages;

import java.util.Set;
import java.util.stream.Collectors;
import leadhub.automations.Automation;
import leadhub.automations.KnownAutomations;
import leadhub.automations.runs.RunOverviews;
import leadhub.automations.runs.WhyNot;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.conditions.ConditionFields;
import leadhub.leads.Leads;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadSection;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** The runs of a lead: the latest on its page, all that is known of them, and why others didn't run, on a page of their own. */
@Component
class AutomationsOnLead implements LeadSection, PageRoutes.Provider {
    private static final int SHOWN = 5;
    private static final int MOST = 100;

    private final KnownAutomations known;
    private final RunOverviews runs;
    private final WhyNot whyNot;
    private final Leads leads;
    private final ConditionFields fields;

    AutomationsOnLead(KnownAutomations known, RunOverviews runs, WhyNot whyNot, Leads leads, ConditionFields fields) {
        this.known = known;
        this.runs = runs;
        this.whyNot = whyNot;
        this.leads = leads;
        this.fields = fields;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/leads/{id}/automations", Role.MANAGER, this::show);
    }

    private Reply show(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var shown = read(visit.caller(), lead, MOST);
        Set<Long> ran =
                shown.lines().stream().map(line -> line.run().automationId()).collect(Collectors.toSet());
        var notRun = whyNot.of(visit.caller(), lead.id(), ran);
        return Reply.page("automations/lead.jte", new LeadAutomations.Whole(shown, notRun, fields.all(visit.caller())));
    }

    @Override
    public String name() {
        return "automations";
    }

    @Override
    public int place() {
        return 40;
    }

    @Override
    public String template() {
        return "automations/section.jte";
    }

    /** A workspace without automations isn't asked for runs. */
    @Override
    public LeadAutomations content(Visit visit, Lead lead, LeadChoices choices, FormErrors mistake) {
        return read(visit.caller(), lead, SHOWN);
    }

    private LeadAutomations read(Caller caller, Lead lead, int most) {
        var all = known.all(caller.workspaceId());
        var names = all.stream()
                .collect(Collectors.toMap(
                        one -> one.automation().id(), one -> one.automation().name()));
        var lines = all.isEmpty()
                ? java.util.List.<LeadAutomations.Line>of()
                : runs.ofLead(caller, lead.id(), most).stream()
                        .map(run -> new LeadAutomations.Line(run, names.getOrDefault(run.automationId(), "")))
                        .toList();
        var startable = all.stream()
                .map(KnownAutomations.Known::automation)
                .map(AutomationsOnLead::option)
                .toList();
        return new LeadAutomations(lead, lines, startable);
    }

    private static BuilderChoices.Option option(Automation automation) {
        return new BuilderChoices.Option(Long.toString(automation.id()), automation.name());
    }
}
