package leadhub.imports;

import java.util.List;
import leadhub.imports.files.Fault;
import leadhub.leads.LeadDraft;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a row.
 *
 * @param faults why it fails; empty where it doesn't
 * @param draft the lead that it makes or changes; null where it does neither
 */
record RowOutcome(
        SourceRow row,
        RowStatus status,
        List<Fault> faults,
        @Nullable LeadDraft draft) {}
