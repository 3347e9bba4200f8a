package leadhub.automations.runs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was decided when something happened that an automation waits for. A word that is stored is never renamed. */
public enum Decision {
    STARTED,
    /** It was off. */
    INACTIVE,
    NEEDS_REPAIR,
    /** Too many automations had led to each other. */
    LOOP,
    CONDITION_FALSE,
    /** It doesn't run again for the lead, or not yet. */
    RE_ENTRY,
    /** It belongs to a run that gathers what happens. */
    GATHERED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Decision of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Why nothing was started. */
    static List<Decision> skips() {
        return Arrays.stream(values()).filter(one -> one != STARTED).toList();
    }
}
