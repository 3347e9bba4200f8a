package leadhub.leads.pages;

import java.util.List;
import leadhub.conditions.ConditionField;
import leadhub.leads.lists.CriterionRow;
import org.jspecify.annotations.Nullable;

/**
 * What a line of the filter shows.
 *
 * @param row what stands in it; null while no field is chosen
 */
public record CriterionLine(int number, @Nullable CriterionRow row, List<ConditionField> fields) {
    private static final int LIST = 100;

    /** Where a form has several lists, the lines of the third are numbered from 301 on. */
    public int numberInList() {
        return number > LIST ? number % LIST : number;
    }

    /** Whether the field that is asked about no longer exists. */
    public boolean isGone() {
        return row != null
                && fields.stream()
                        .noneMatch(field -> field.name().equals(row.field().name()));
    }
}
