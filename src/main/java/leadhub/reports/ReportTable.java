package leadhub.reports;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a report tells: rows with a value in each column, null where nothing stands. */
public record ReportTable(List<ReportColumn> columns, List<Row> rows) {

    /** One row. */
    public record Row(Map<ReportColumn, Object> values) {
        static Row of() {
            return new Row(new EnumMap<>(ReportColumn.class));
        }

        Row with(ReportColumn column, @Nullable Object value) {
            if (value != null) {
                values.put(column, value);
            }
            return this;
        }

        public @Nullable Object get(ReportColumn column) {
            return values.get(column);
        }

        long number(ReportColumn column) {
            return values.get(column) instanceof Number number ? number.longValue() : 0;
        }
    }
}
