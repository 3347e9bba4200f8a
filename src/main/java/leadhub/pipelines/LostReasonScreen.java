package leadhub.pipelines;

import leadhub.panel.FormErrors;

/** The model of Settings → Lost reasons. */
public record LostReasonScreen(LossRules rules, FormErrors mistake) {
    /** The name of a reason's form. */
    public static String form(LostReason reason) {
        return "reason-" + reason.id();
    }

    public static String path(LostReason reason) {
        return "/settings/lost-reasons/" + reason.id();
    }
}
