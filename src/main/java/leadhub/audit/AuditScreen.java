package leadhub.audit;

import java.util.List;
import leadhub.web.Words;

/**
 * What the page of the audit log shows.
 *
 * @param isLater whether there are newer entries than these
 * @param older the id to go on from; 0 if there is nothing older
 */
public record AuditScreen(List<AuditEntry> entries, AuditQuery asked, boolean isLater, long older) {
    private static final String PREFIX = "action.";

    /** Whatever the messages have a word for; a feature adds its own there. */
    private static final List<String> ACTIONS = Words.in("en").texts().keySet().stream()
            .filter(key -> key.startsWith(PREFIX))
            .map(key -> key.substring(PREFIX.length()))
            .sorted()
            .toList();

    public List<String> actions() {
        return ACTIONS;
    }

    public boolean isKnown(String action) {
        return ACTIONS.contains(action);
    }
}
