package leadhub.duplicates;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.imports.HeldRow;
import leadhub.leads.api.LeadView;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadStatus;
import org.jspecify.annotations.Nullable;

/** A pair in the format of the contract, or a row that an import holds beside its lead. */
record DuplicateView(
        long id,
        List<LeadView> leads,
        List<Reason> reasons,
        int score,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Row row) {

    static DuplicateView of(Duplicate pair) {
        var row = pair.row();
        return new DuplicateView(
                pair.id(),
                pair.leads().stream().map(LeadView::new).toList(),
                pair.reasons(),
                pair.score(),
                row == null ? null : Row.of(row));
    }

    /** @param values what it says, by the names of a lead's members */
    record Row(long importId, String fileName, long line, Map<String, Object> values) {
        static Row of(HeldRow row) {
            var values = new LinkedHashMap<String, Object>();
            for (var field : row.fields()) {
                var value = row.value(field);
                if (value != null) {
                    values.put(field.name(), value instanceof LeadStatus status ? status.word() : value);
                }
            }
            put(
                    values,
                    LeadFields.CUSTOM_FIELDS.name(),
                    row.facts().customFields().over(null));
            put(values, LeadFields.TAGS.name(), row.facts().tags().over(null));
            return new Row(row.importId(), row.fileName(), row.line(), values);
        }

        private static void put(Map<String, Object> values, String name, @Nullable Object value) {
            if (value != null) {
                values.put(name, value);
            }
        }
    }
}
