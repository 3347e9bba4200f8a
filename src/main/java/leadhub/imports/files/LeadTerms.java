package leadhub.imports.files;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import leadhub.fields.CustomField;

/**
 * What has to be known of a workspace and its wishes to make leads of rows.
 *
 * @param fields the workspace's own fields
 * @param dateOrders by head, how dates of a column are read; for others they are refused if they have two readings
 * @param numbers the language in whose way numbers are written that have two readings
 * @param places whom and what names mean
 */
public record LeadTerms(List<CustomField> fields, Map<String, DateOrder> dateOrders, Locale numbers, Places places) {

    /** Finds what a row names: users, pipelines and stages. Asked for each row, so it should remember. */
    public interface Places {
        /** The user with an e-mail, a name or an id. */
        Optional<Long> user(String word);

        /** The pipeline with a name or an id. */
        Optional<Long> pipeline(String word);

        /** The stage with a name or an id; of the pipeline where that is named too, which is 0 otherwise. */
        Optional<Long> stage(long pipelineId, String word);
    }
}
