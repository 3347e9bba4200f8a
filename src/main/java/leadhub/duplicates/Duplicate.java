package leadhub.duplicates;

import java.util.List;
import leadhub.imports.HeldRow;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;

/**
 * Two leads that may be one person, or a row of an import and the lead that its person is.
 *
 * @param leads two, the older one first; of a row the one that its person is, or none when that is gone
 * @param row null for two leads
 * @param score how sure that is, from 0 to 100
 */
public record Duplicate(long id, List<Lead> leads, @Nullable HeldRow row, List<Reason> reasons, int score) {

    static Duplicate of(HeldRow row) {
        var kind = row.matchedBy().word();
        var score = switch (row.matchedBy()) {
            case EXTERNAL_ID -> 100;
            case EMAIL -> Comparison.SURE_PERCENT;
            case PHONE -> Comparison.STRONG_PERCENT;
        };
        var leads = row.lead() == null ? List.<Lead>of() : List.of(row.lead());
        return new Duplicate(row.id(), leads, row, List.of(new Reason(kind, row.mark())), score);
    }
}
