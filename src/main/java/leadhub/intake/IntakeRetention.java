package leadhub.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import leadhub.base.Times;
import leadhub.base.settings.Settings;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forgets what came in long ago, some rows at a time; how many they were is kept. */
@Service
public class IntakeRetention {
    private static final int STEP = 1_000;
    private static final Duration REPLAYS_KEPT = Duration.ofDays(30);

    private final IntakeRetentionSql sql;
    private final IntakeReplaySql replays;
    private final IntakeMarks marks;
    private final Settings settings;
    private final Clock clock;

    IntakeRetention(
            IntakeRetentionSql sql, IntakeReplaySql replays, IntakeMarks marks, Settings settings, Clock clock) {
        this.sql = sql;
        this.replays = replays;
        this.marks = marks;
        this.settings = settings;
        this.clock = clock;
    }

    /** A step in one workspace; whether there is more to do. */
    @Transactional
    public boolean step(long workspaceId) {
        var now = Times.now(clock);
        var before = new EnumMap<IntakeSource, Instant>(IntakeSource.class);
        for (var source : IntakeSource.values()) {
            before.put(source, now.minus(Duration.ofDays(settings.intakeDays().of(source.word()))));
        }
        if (sql.delete(workspaceId, before, STEP) == STEP) {
            return true;
        }
        replays.delete(workspaceId, now.minus(REPLAYS_KEPT));
        // Whatever became of the marks of work: now and then somebody looks without one.
        marks.remind(workspaceId);
        return false;
    }
}
