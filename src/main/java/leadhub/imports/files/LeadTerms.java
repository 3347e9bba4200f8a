package leadhub.imports.files;

import java.text.DecimalFormatSymbols;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import leadhub.fields.CustomField;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a workspace and its wishes to make leads of rows.
 *
 * @param fields the workspace's own fields
 * @param dateOrders by head, how dates of a column are read; those with two readings are refused where it isn't known
 * @param decimals by head, what stands before decimals; columns that are missing are read as the language writes numbers
 * @param numbers that language; null to refuse numbers with two readings
 * @param zone where times are meant that name no zone
 * @param places whom and what names mean
 */
public record LeadTerms(
        List<CustomField> fields,
        Map<String, DateOrder> dateOrders,
        Map<String, Character> decimals,
        @Nullable Locale numbers,
        ZoneId zone,
        Places places) {

    /** Finds what a row names: users, pipelines and stages. Asked for each row, so it should remember. */
    public interface Places {
        /** The user with an e-mail, a name or an id. */
        Optional<Long> user(String word);

        /** The pipeline with a name or an id. */
        Optional<Long> pipeline(String word);

        /** The stage with a name or an id; of the pipeline where that is named too, which is 0 otherwise. */
        Optional<Long> stage(long pipelineId, String word);
    }

    /** What stands before the decimals of a column; null where nobody knows. */
    @Nullable
    Character decimal(String head) {
        var found = decimals.get(head);
        if (found != null || numbers == null) {
            return found;
        }
        var sign = DecimalFormatSymbols.getInstance(numbers).getDecimalSeparator();
        return sign == ',' ? ',' : '.';
    }
}
