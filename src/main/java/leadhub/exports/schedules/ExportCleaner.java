package leadhub.exports.schedules;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Has files go when their time is over, and sees to it that nothing is forgotten. */
@Component
class ExportCleaner {
    /** How long a file is there. */
    static final Duration KEPT = Duration.ofDays(7);

    /** How long it is known that there was one. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    /** Longer than it takes from the beginning of a file to its row. */
    private static final Duration ORPHANED = Duration.ofHours(1);

    private final ExportTurns turns;
    private final ExportFileSql files;
    private final ExportFolder folder;

    ExportCleaner(ExportTurns turns, ExportFileSql files, ExportFolder folder) {
        this.turns = turns;
        this.files = files;
        this.folder = folder;
    }

    /** In one workspace. */
    void clean(long workspaceId) {
        turns.check(workspaceId, null);
        turns.wake(workspaceId);
        turns.expire(workspaceId, REMEMBERED);
        // By the disk's clock, which wrote the files' times.
        folder.sweep(
                workspaceId,
                Instant.ofEpochMilli(System.currentTimeMillis()).minus(ORPHANED),
                keys -> files.needed(workspaceId, keys));
    }
}
