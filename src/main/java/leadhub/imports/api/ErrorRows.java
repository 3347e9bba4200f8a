package leadhub.imports.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import leadhub.api.RefusalWords;
import leadhub.imports.ImportErrors;
import org.jspecify.annotations.Nullable;

/** Refused rows as CSV: the cells as they were sent, and at the end why, so that the file can be imported when it is mended. */
public final class ErrorRows {
    private static final String END = "\r\n";

    private final List<String> heads;

    public ErrorRows(List<String> heads) {
        this.heads = heads;
    }

    public String head() {
        var all = new ArrayList<@Nullable String>(heads);
        all.add("reason");
        return line(all);
    }

    public String row(ImportErrors.Refused row) {
        var all = new ArrayList<@Nullable String>(row.cells());
        while (all.size() < heads.size()) {
            all.add(null);
        }
        all.add(row.reasons().stream().map(reason -> say(row.line(), reason)).collect(Collectors.joining(" ")));
        return line(all);
    }

    private static String say(long line, ImportErrors.Reason reason) {
        var head = reason.head();
        var words = RefusalWords.LEADHUB.sayKept(head == null ? "row" : head, reason.refusal());
        return head == null
                ? "Line " + line + ": " + words
                : "Line " + line + ", column " + reason.column() + " (" + head + "): " + words;
    }

    private static String line(List<@Nullable String> cells) {
        return cells.stream().map(ErrorRows::quoted).collect(Collectors.joining(",")) + END;
    }

    private static String quoted(@Nullable String cell) {
        if (cell == null) {
            return "";
        }
        var needsQuotes = cell.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r' || c == ';')
                || !cell.equals(cell.strip());
        return needsQuotes ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
