package leadhub.exports;

import java.util.List;
import leadhub.leads.lists.LeadList;

/**
 * What is exported.
 *
 * @param columns their names, in their order
 * @param hasMark whether a CSV file begins with the byte order mark by which Excel knows UTF-8
 * @param delimiter between the cells of a CSV file
 * @param list which leads, in what order; its slice doesn't count
 * @param filters what was asked, as it is audited
 */
public record LeadExport(
        ExportFormat format, List<String> columns, boolean hasMark, char delimiter, LeadList list, String filters) {}
