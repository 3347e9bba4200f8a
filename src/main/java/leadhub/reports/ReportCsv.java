package leadhub.reports;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import leadhub.base.FormulaGuard;
import org.jspecify.annotations.Nullable;

/** A report as a file that spreadsheets open: the names and values of the API, guarded against formulas. */
final class ReportCsv {
    private ReportCsv() {}

    static String of(ReportTable table) {
        var text = new StringBuilder("\ufeff");
        line(text, table.columns().stream().map(ReportColumn::word).toList());
        table.rows()
                .forEach(row -> line(
                        text,
                        table.columns().stream()
                                .map(column -> cell(row.get(column)))
                                .toList()));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append(cells.stream().map(ReportCsv::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case String written -> FormulaGuard.guarded(written);
            default -> value.toString();
        };
    }

    private static String quoted(String cell) {
        return cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + cell.replace("\"", "\"\"") + '"'
                : cell;
    }
}
