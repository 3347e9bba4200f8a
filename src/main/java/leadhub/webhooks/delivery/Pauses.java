package leadhub.webhooks.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hosts that answered that they have too much to do. All processes leave them alone, each time for twice as long as the
 * time before, until something arrives.
 */
@Service
public class Pauses {
    private static final int FIRST_SECONDS = 5;
    private static final int MOST_SECONDS = 60;
    /** A host that was left alone so long ago begins anew. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final PauseSql sql;

    Pauses(PauseSql sql) {
        this.sql = sql;
    }

    /** Until when a workspace's hosts are or were left alone. */
    Map<String, Instant> of(long workspaceId) {
        return sql.all(workspaceId).stream().collect(Collectors.toMap(PauseSql.Row::host, PauseSql.Row::until));
    }

    /**
     * Leaves a host alone. What was under way together with what brought a pause about makes it no longer.
     *
     * @param wanted until when the host wants to be left alone; null if it doesn't say
     * @return until when it is
     */
    @Transactional
    public Instant begin(long workspaceId, String host, @Nullable Instant wanted, Instant now) {
        var last = sql.lock(workspaceId, host)
                .filter(pause -> pause.until().plus(REMEMBERED).isAfter(now))
                .orElse(new PauseSql.Row(host, Instant.EPOCH, 0));
        if (wanted == null && now.isBefore(last.until())) {
            return last.until();
        }
        var seconds = Math.clamp(2L * last.seconds(), FIRST_SECONDS, MOST_SECONDS);
        var pause = wanted == null
                ? new PauseSql.Row(host, now.plusSeconds(seconds), seconds)
                : new PauseSql.Row(host, wanted.isAfter(last.until()) ? wanted : last.until(), last.seconds());
        sql.put(workspaceId, pause);
        return pause.until();
    }

    /** Something has arrived at a host after a pause. */
    void end(long workspaceId, String host, Instant now) {
        sql.end(workspaceId, host, now);
    }

    /** Forgets hosts that nobody sends to any more. */
    public void forget(long workspaceId, Instant now) {
        sql.deleteBefore(workspaceId, now.minus(REMEMBERED));
    }
}
