package leadhub.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How much came in by forms and integrations, what is forgotten by now too. */
@Component
public class IntakeTotals {
    private final IntakeTotalSql sql;

    IntakeTotals(IntakeTotalSql sql) {
        this.sql = sql;
    }

    /**
     * Of one record.
     *
     * @param newLeads how many leads were made
     * @param lastFailed when the last one failed that is still kept, and hasn't succeeded since
     * @param lastReason why
     */
    public record Total(
            long entries,
            long newLeads,
            @Nullable Instant lastAt,
            @Nullable Instant lastFailed,
            @Nullable IntakeReason lastReason) {}

    /** Of each of some integrations, whichever of the two sources they are. */
    public Map<Long, Total> of(long workspaceId, List<Long> sourceIds) {
        return sql.of(
                workspaceId,
                new String[] {IntakeSource.WEBHOOK.word(), IntakeSource.INTEGRATION.word(), IntakeSource.EMAIL.word()},
                sourceIds);
    }

    /** Of each of some forms. */
    public Map<Long, Total> ofForms(long workspaceId, List<Long> sourceIds) {
        return sql.of(workspaceId, new String[] {IntakeSource.FORM.word()}, sourceIds);
    }
}
