package leadhub.exports.schedules;

import java.util.List;
import leadhub.exports.ExportFormat;

/**
 * What is exported, as it is kept.
 *
 * @param query which leads, in what order, as the address of the list has it
 * @param columns their names, in their order
 * @param hasMark whether a CSV file begins with the byte order mark
 */
public record ExportTerms(String query, List<String> columns, ExportFormat format, char delimiter, boolean hasMark) {}
