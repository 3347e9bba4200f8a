package leadhub.imports.files;

import java.util.List;
import java.util.Map;
import leadhub.base.Refusal;
import leadhub.leads.record.LeadChange;
import org.jspecify.annotations.Nullable;

/** Makes of rows what they say of leads; not for several threads at once. */
public final class LeadRows {
    private final List<String> heads;
    private final Map<String, @Nullable String> mapping;

    private LeadRows(List<String> heads, Map<String, @Nullable String> mapping) {
        this.heads = heads;
        this.mapping = mapping;
    }

    /** @param mapping which field each head is; heads that are null or missing are left out */
    public static LeadRows of(List<String> heads, Map<String, @Nullable String> mapping, LeadTerms terms) {
        return new LeadRows(heads, mapping);
    }

    public LeadRow read(ImportRow row) {
        return new LeadRow(row.line(), LeadChange.builder().build(), null, row.faults());
    }

    /** What a verb refuses, as a fault of the column from which the field came: {@code tags.0}, {@code custom_fields.budget}. */
    public Fault fault(long line, String field, Refusal reason) {
        for (var i = 0; i < heads.size(); i++) {
            var target = mapping.get(heads.get(i));
            if (target != null && (field.equals(target) || field.startsWith(target + "."))) {
                return new Fault(line, i + 1, reason);
            }
        }
        return new Fault(line, 0, reason);
    }
}
