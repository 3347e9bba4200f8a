package leadhub.workspaces;

import leadhub.panel.FormErrors;

/**
 * What the security settings show.
 *
 * @param canDemand whether people could set up two steps on this server
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
