package leadhub.automations.runs;

import java.util.Locale;

/** Why a run ended early, or failed. */
enum Reason {
    CONDITION_FALSE,
    EXIT_WHEN,
    TIMEOUT,
    LOOP,
    AUTOMATION_CHANGED,
    AUTOMATION_DELETED,
    NEEDS_REPAIR,
    LEAD_DELETED,
    LEAD_MERGED,
    STEP_FAILED,
    CANCELLED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
