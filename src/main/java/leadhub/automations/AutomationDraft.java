package leadhub.automations;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * An automation as somebody is changing it.
 *
 * @param token changes with everything that is saved: whoever saves says which one they saw
 * @param version the version that it was begun from
 * @param body {@code name}, {@code trigger}, {@code steps}, {@code re_entry}, {@code respect_business_hours} and {@code exit_when} as the API spells them
 * @param isBehind whether what it was begun from has been changed since, for example through the API
 * @param isSaved whether there is anything that isn't published
 * @param canUndo whether there is something before it
 * @param changedBy who changed it last; {@code ""} where nobody did
 */
public record AutomationDraft(
        String token,
        int version,
        boolean isBehind,
        ObjectNode body,
        boolean isSaved,
        boolean canUndo,
        String changedBy,
        Instant changedAt) {
    /** The most characters of one. */
    public static final int MOST_CHARACTERS = 500_000;
}
