package leadhub.bulk;

import java.time.Instant;
import leadhub.api.AuthorView;
import leadhub.base.Caller;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bulk change in the format of the API.
 *
 * @param reason why it stopped early
 * @param filter as it was sent; null for what was begun in the panel, and for an undo
 * @param undoes the change that this one undoes
 * @param isUndone whether it was undone, or is being undone
 */
record BulkView(
        long id,
        String status,
        @Nullable String reason,
        String action,
        ObjectNode config,
        @Nullable ObjectNode filter,
        Counts counts,
        @Nullable Long undoes,
        boolean isUndone,
        AuthorView author,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** @param skipped that were gone by then, not to be seen, or had nothing to change */
    record Counts(int total, int processed, int changed, int skipped) {}

    static BulkView of(Caller caller, BulkLine line) {
        var change = line.change();
        var reason = change.reason();
        return new BulkView(
                change.id(),
                status(line),
                reason == null ? null : reason.word(),
                change.action(),
                line.kind().shown(caller, change.config()),
                change.filter(),
                new Counts(change.total(), change.done() + change.skipped(), change.done(), change.skipped()),
                change.undoes(),
                line.isUndone(),
                AuthorView.of(change.author()),
                change.createdAt(),
                change.finishedAt());
    }

    private static String status(BulkLine line) {
        return switch (line.change().state()) {
            case OPEN -> line.waits() ? "waiting" : "running";
            case DONE -> "completed";
            case STOPPED -> "stopped";
        };
    }
}
