package leadhub.automations.simulations;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an automation would have done about what has happened.
 *
 * @param percent how far it is through what happened
 * @param from when the time begins that it looks at
 * @param until up to when it has looked, or the bounds have let it
 * @param isWhole whether all of that time was looked at
 */
public record Simulation(
        long id,
        int days,
        Status status,
        int percent,
        Instant from,
        Instant until,
        boolean isWhole,
        Counted counted,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    /** How far a simulation is. */
    public enum Status {
        RUNNING,
        COMPLETED,
        STOPPED,
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * What it has come to.
     *
     * @param events those that were looked at
     * @param decisions how many events would have started a run ({@code started}), or not, by the reason; {@code lead_deleted} for
     *     leads that are gone since
     * @param runs how the runs would have ended, by their status
     * @param actions what they would have done, by the action
     * @param failures the first of them
     */
    public record Counted(
            long events,
            Map<String, Long> decisions,
            Map<String, Long> runs,
            Map<String, ActionCounts> actions,
            List<Failure> failures) {
        static final Counted NOTHING = new Counted(0, Map.of(), Map.of(), Map.of(), List.of());

        @JsonIgnore
        public long started() {
            return decisions.getOrDefault("started", 0L);
        }

        @JsonIgnore
        public long failed() {
            return runs.getOrDefault("failed", 0L);
        }
    }

    /** How often an action would have been done, would have failed, or would have had nothing to do. */
    public record ActionCounts(long done, long failed, long skipped) {
        static final ActionCounts NONE = new ActionCounts(0, 0, 0);
    }

    /** A run that would have failed. */
    public record Failure(long leadId, String stepId, String error) {}

    public boolean isRunning() {
        return status == Status.RUNNING;
    }
}
