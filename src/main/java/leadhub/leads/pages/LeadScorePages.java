package leadhub.leads.pages;

import java.util.Map;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.leads.Leads;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Giving a lead points of its own. */
@Component
class LeadScorePages implements PageRoutes.Provider {
    private final Leads leads;
    private final LeadScreen.Reader screens;
    private final LeadEdits edits;

    LeadScorePages(Leads leads, LeadScreen.Reader screens, LeadEdits edits) {
        this.edits = edits;
        this.leads = leads;
        this.screens = screens;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.post("/leads/{id}/score", Role.MANAGER, this::adjust);
    }

    private Reply adjust(Visit visit) {
        var caller = visit.caller();
        var lead = leads.get(caller, visit.id(0));
        var points = visit.form().integer("score_adjustment");
        try {
            visit.form().errors().check();
            var edit = edits.change(caller, lead.id(), () -> leads.adjustScore(caller, lead.id(), points.over(null)));
            var path = "/leads/" + lead.id();
            return edits.reply(
                    visit,
                    edit,
                    () -> visit.isPart()
                            ? Reply.page("leads/facts.jte", screens.read(visit, Map.of()))
                            : Reply.redirect(path),
                    Reply.redirect("/leads"));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var errors)) {
                var template = visit.isPart() ? "leads/facts.jte" : "leads/show.jte";
                return Reply.refused(template, screens.read(visit, errors));
            }
            throw e;
        }
    }
}
