package leadhub.imports.files;

import java.time.Instant;
import java.util.List;
import leadhub.leads.record.LeadChange;
import org.jspecify.annotations.Nullable;

/**
 * What a row says of a lead.
 *
 * @param facts what it says, but for cells in error; empty cells say nothing
 * @param createdAt when the lead came to be, if it says so
 * @param faults what is wrong with the row or its cells; empty for a sound one
 */
public record LeadRow(long line, LeadChange facts, @Nullable Instant createdAt, List<Fault> faults) {

    public boolean isSound() {
        return faults.isEmpty();
    }
}
