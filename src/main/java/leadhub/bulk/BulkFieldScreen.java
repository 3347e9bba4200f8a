package leadhub.bulk;

import java.util.List;
import leadhub.leads.pages.FieldForm;

/**
 * What is asked of whoever gives a field of several leads a value.
 *
 * @param number how many leads they are
 * @param isAll whether they are all that match
 * @param query what those are asked by
 * @param ids the leads one by one; empty where the page knows them
 */
public record BulkFieldScreen(FieldForm form, long number, boolean isAll, String query, List<Long> ids) {}
