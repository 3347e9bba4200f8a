package leadhub.workspaces;

import leadhub.panel.FormErrors;

/**
 * The model of Settings → Security.
 *
 * @param canDemand whether people can set up two-step sign-in on this server
 */
public record SecurityScreen(SecurityPolicy policy, boolean canDemand, FormErrors mistake) {

    public String idleDays() {
        return mistake.typed("security", "idle_days", Integer.toString(policy.idleDays()));
    }

    public String mostDays() {
        return mistake.typed("security", "most_days", Integer.toString(policy.mostDays()));
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
