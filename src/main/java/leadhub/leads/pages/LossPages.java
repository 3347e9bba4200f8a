package leadhub.leads.pages;

import leadhub.base.Role;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** The question why a lead is lost, which scripts ask before they send what loses it. */
@Component
class LossPages implements PageRoutes.Provider {
    private final Losses losses;

    LossPages(Losses losses) {
        this.losses = losses;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart("/leads/lost", Role.AGENT, this::ask);
    }

    /** Nothing where the workspace has no reasons to choose from. */
    private Reply ask(Visit visit) {
        var rules = losses.rules(visit.caller());
        return rules.offered().isEmpty()
                ? Reply.nothing()
                : Reply.page(
                        "leads/lost.jte",
                        new LossQuestion(rules, visit.asked("many").isPresent()));
    }
}
