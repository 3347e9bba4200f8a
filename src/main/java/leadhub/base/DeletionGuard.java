package leadhub.base;

import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Keeps records that are needed elsewhere from vanishing unseen. */
@Component
public class DeletionGuard {
    private static final int MOST_NAMES = 10;

    // Asked for late, for who uses records knows those who delete them.
    private final ObjectProvider<RecordUses> uses;

    DeletionGuard(ObjectProvider<RecordUses> uses) {
        this.uses = uses;
    }

    /** Refuses to delete a record that something names, by the names of what does. */
    public void check(long workspaceId, RecordKind kind, String key) {
        var names = uses.orderedStream()
                .flatMap(one -> one.usesOf(workspaceId, kind, key).stream())
                .distinct()
                .limit(MOST_NAMES)
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            throw new Problem.Conflict(Refusal.of("record.in_use").with("names", names)).exception();
        }
    }
}
