package leadhub.duplicates;

import java.util.List;
import leadhub.imports.HeldRow;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;

/**
 * Two leads that may be one person, or a lead and a row of an import that may be.
 *
 * @param one the older one
 * @param other null where it is a row
 * @param row null where it is a lead
 * @param score how sure that is, from 0 to 100
 */
public record Duplicate(
        long id, Lead one, @Nullable Lead other, @Nullable HeldRow row, List<Reason> reasons, int score) {

    static Duplicate of(HeldRow row) {
        var kind = row.matchedBy().word();
        var score = switch (row.matchedBy()) {
            case EXTERNAL_ID -> 100;
            case EMAIL -> Comparison.SURE_PERCENT;
            case PHONE -> Comparison.STRONG_PERCENT;
        };
        return new Duplicate(row.id(), row.lead(), null, row, List.of(new Reason(kind, row.mark())), score);
    }
}
