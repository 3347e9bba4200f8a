package leadhub.signin.twosteps;

import leadhub.base.Role;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.users.TeamPages;
import org.springframework.stereotype.Component;

/** Settings → Team: two-step sign-in of somebody who has lost app and recovery codes. */
@Component
class TeamTwoStepPages implements PageRoutes.Provider {
    private final TeamPages team;
    private final TwoStepResets resets;

    TeamTwoStepPages(TeamPages team, TwoStepResets resets) {
        this.team = team;
        this.resets = resets;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.postProven("/settings/team/{id}/two-steps/reset", Role.ADMIN, this::reset);
    }

    private Reply reset(Visit visit) {
        var user = team.user(visit);
        return team.kindly(visit, "team.two-steps-reset", user, () -> resets.reset(visit.caller(), user.id()));
    }
}
