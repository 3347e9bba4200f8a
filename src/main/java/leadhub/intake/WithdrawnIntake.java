package leadhub.intake;

import java.time.Clock;
import java.util.Optional;
import leadhub.base.Refusal;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What came in and was taken back by the person whom it tells of. */
@Service
public class WithdrawnIntake {
    private final WithdrawnIntakeSql sql;
    private final IntakeSql rows;
    private final Clock clock;

    WithdrawnIntake(WithdrawnIntakeSql sql, IntakeSql rows, Clock clock) {
        this.sql = sql;
        this.rows = rows;
        this.clock = clock;
    }

    /** Something that came in, by the id that its sender gave it. */
    public record Sent(IntakeSource source, long sourceId, String externalId) {}

    /**
     * Sees to it that no lead is made any more of what still waits.
     *
     * @return the lead that was made of it, or that it was added to; empty if there is none
     */
    @Transactional
    public Optional<Long> take(long workspaceId, Sent sent, Refusal why) {
        return sql.stop(workspaceId, sent, IntakeReason.of(why), Times.now(clock)) > 0
                ? Optional.empty()
                : sql.leadOf(workspaceId, sent);
    }

    /** Within the transaction that works on it: gives it to another integration; false if that one has it already. */
    public boolean move(long workspaceId, Sent sent, long sourceId) {
        return sql.move(workspaceId, sent, sourceId);
    }

    /** Whether something has come and was set aside. */
    public boolean isSetAside(long workspaceId, Sent sent) {
        return rows.isSetAside(workspaceId, sent);
    }
}
