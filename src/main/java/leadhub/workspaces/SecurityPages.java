package leadhub.workspaces;

import leadhub.base.Role;
import leadhub.base.Seal;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Settings → Security. */
@Component
class SecurityPages implements PageRoutes.Provider {
    private final SecurityPolicies policies;
    private final Seal seal;

    SecurityPages(SecurityPolicies policies, Seal seal) {
        this.policies = policies;
        this.seal = seal;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getProven("/settings/security", Role.ADMIN, this::show)
                .inSettings(340, "settings", "security.title")
                .postProven("/settings/security", Role.ADMIN, this::change);
    }

    private Reply show(Visit visit) {
        return Reply.page("workspaces/security.jte", screen(visit, FormErrors.NONE));
    }

    private Reply change(Visit visit) {
        var wanted = new SecurityPolicy(
                visit.field("two_steps").equals("1"), days(visit, "idle_days"), days(visit, "most_days"));
        var mistake = FormErrors.of("security", visit.form(), () -> policies.change(visit.caller(), wanted));
        return mistake.isNone()
                ? Reply.redirect("/settings/security").saying("settings.saved")
                : Reply.refused("workspaces/security.jte", screen(visit, mistake));
    }

    private SecurityScreen screen(Visit visit, FormErrors mistake) {
        return new SecurityScreen(policies.get(visit.caller()), seal.isReady(), mistake);
    }

    /** 0, which the verb refuses, if it isn't a number. */
    private static int days(Visit visit, String field) {
        var days = visit.page().numbers().toPlain(visit.field(field), 0);
        return days.matches("[0-9]{1,3}") ? Integer.parseInt(days) : 0;
    }
}
