package leadhub.workspaces;

import leadhub.panel.FormErrors;
import leadhub.panel.Page;

/**
 * The model of Settings → Security.
 *
 * @param canDemand whether people can set up two-step sign-in on this server
 */
public record SecurityScreen(SecurityPolicy policy, boolean canDemand, FormErrors mistake) {

    public String idleDays(Page page) {
        return mistake.typed("security", "idle_days", page.number(policy.idleDays()));
    }

    public String mostDays(Page page) {
        return mistake.typed("security", "most_days", page.number(policy.mostDays()));
    }

    public boolean isDemanded() {
        return mistake.isNone()
                ? policy.twoStepsRequired()
                : mistake.typed("security", "two_steps", "").equals("1");
    }

    public boolean isWrong(String field) {
        return mistake.isAt("security", field);
    }
}
