package leadhub.automations.runs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import leadhub.base.Effect;
import leadhub.events.FieldChange;
import org.jspecify.annotations.Nullable;

/** How far a run is, on its way through one transaction. */
final class Progress {
    final long id;
    final long leadId;
    final int depth;
    RunStatus status;

    @Nullable
    Reason reason;
    /** What started it and what happened while it waited. */
    final Map<String, FieldChange> changes;
    /** What happened since the wait began that it is in. */
    Map<String, FieldChange> news;

    @Nullable
    String stepId;

    boolean isInside;
    int place;
    int attempts;
    final int turn;

    @Nullable
    Instant dueAt;

    @Nullable
    Instant leasedUntil;

    @Nullable
    Instant resumesAt;

    boolean listens;
    /** What it doesn't bring about, for the change that started it didn't. */
    Set<Effect> suppressed = Set.of();

    /** @param turn the one that it is taken from */
    Progress(
            long id,
            long leadId,
            int depth,
            RunStatus status,
            Map<String, FieldChange> changes,
            Map<String, FieldChange> news,
            int turn) {
        this.id = id;
        this.leadId = leadId;
        this.depth = depth;
        this.status = status;
        this.changes = new LinkedHashMap<>(changes);
        this.news = news;
        this.turn = turn;
    }

    void end(RunStatus how, @Nullable Reason why) {
        status = how;
        reason = why;
        dueAt = null;
        leasedUntil = null;
        resumesAt = null;
        listens = false;
    }
}
