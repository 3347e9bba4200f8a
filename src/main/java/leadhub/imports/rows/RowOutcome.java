package leadhub.imports.rows;

import java.util.List;
import leadhub.imports.files.Fault;
import leadhub.leads.LeadDraft;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a row.
 *
 * @param faults why it fails; empty where it doesn't
 * @param draft the lead that it makes or changes; null where it does neither
 * @param match the lead that its person is, where it is held; null otherwise
 */
public record RowOutcome(
        SourceRow row,
        RowStatus status,
        List<Fault> faults,
        @Nullable LeadDraft draft,
        @Nullable Match match) {

    /** What becomes of a row that isn't held. */
    RowOutcome(SourceRow row, RowStatus status, List<Fault> faults, @Nullable LeadDraft draft) {
        this(row, status, faults, draft, null);
    }

    /**
     * Whom a row is about.
     *
     * @param by what its person was recognized by
     * @param ownerId whose lead the row would be; null for nobody's
     */
    public record Match(
            LeadDraft lead, MatchOn by, @Nullable Long ownerId) {}
}
