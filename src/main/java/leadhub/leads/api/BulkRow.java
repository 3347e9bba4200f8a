package leadhub.leads.api;

import java.util.List;
import java.util.Map;
import leadhub.base.Refusal;
import leadhub.leads.LeadDraft;
import org.jspecify.annotations.Nullable;

/**
 * What became of a lead of a call with many.
 *
 * @param draft null where it was refused
 * @param errors by field, empty where it was not
 */
public record BulkRow(int index, Status status, @Nullable LeadDraft draft, Map<String, List<Refusal>> errors) {
    public enum Status {
        CREATED,
        UPDATED,
        SKIPPED,
        DELETED,
        ERROR
    }

    static BulkRow refused(int index, Map<String, List<Refusal>> errors) {
        return new BulkRow(index, Status.ERROR, null, errors);
    }

    static BulkRow of(int index, Status status, LeadDraft draft) {
        return new BulkRow(index, status, draft, Map.of());
    }
}
