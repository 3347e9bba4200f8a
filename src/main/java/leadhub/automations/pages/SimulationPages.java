package leadhub.automations.pages;

import leadhub.automations.Automations;
import leadhub.automations.DraftPublishing;
import leadhub.automations.simulations.Simulations;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** What the draft of an automation would have done about the last 30 days. */
@Component
class SimulationPages implements PageRoutes.Provider {
    private static final String PAGE = AutomationPages.ONE + "/simulation";
    private static final int DAYS = 30;

    private final Automations automations;
    private final DraftPublishing publishing;
    private final Simulations simulations;

    SimulationPages(Automations automations, DraftPublishing publishing, Simulations simulations) {
        this.automations = automations;
        this.publishing = publishing;
        this.simulations = simulations;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(PAGE, Role.MANAGER, visit -> show(visit, "automations/simulation.jte"))
                .getPart(PAGE + "/state", Role.MANAGER, visit -> show(visit, "automations/simulated.jte"))
                .post(PAGE, Role.MANAGER, this::begin)
                .post(PAGE + "/stop", Role.MANAGER, this::stop);
    }

    private Reply show(Visit visit, String template) {
        var automation = automations.get(visit.caller(), visit.id(0)).automation();
        var found = simulations.find(visit.caller(), visit.id(0)).orElse(null);
        return Reply.page(template, new SimulationScreen(automation, found));
    }

    /** A draft that can't run opens in the builder, which says why. */
    private Reply begin(Visit visit) {
        var path = AutomationPages.path(visit.id(0));
        try {
            simulations.begin(visit.caller(), publishing.imagined(visit.caller(), visit.id(0)), DAYS);
        } catch (ProblemException e) {
            return switch (e.problem()) {
                case Problem.Invalid(var errors)
                when errors.containsKey("trigger.type") ->
                    Reply.redirect(path).saying("automations.simulation-no-events");
                case Problem.Invalid invalid ->
                    Reply.redirect(path + "?check=1").saying("automations.cant-run");
                case Problem.Conflict conflict -> Reply.redirect(path).saying("automations.simulation-busy");
                default -> throw e;
            };
        }
        return Reply.redirect(path + "/simulation");
    }

    private Reply stop(Visit visit) {
        automations.get(visit.caller(), visit.id(0));
        simulations.stop(visit.caller(), visit.id(0));
        return Reply.redirect(AutomationPages.path(visit.id(0)) + "/simulation");
    }
}
