package leadhub.audit;

import java.util.List;
import leadhub.web.Words;

/**
 * The model of Settings → Audit log.
 *
 * @param isLater whether there are newer entries than these
 * @param older the id to continue from; 0 if there is nothing older
 */
public record AuditScreen(List<AuditEntry> entries, AuditQuery asked, boolean isLater, long older) {
    private static final String PREFIX = "action.";

    /** All actions that have a message; features add theirs to the message files. */
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
