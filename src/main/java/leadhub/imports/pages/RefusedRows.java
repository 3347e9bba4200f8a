package leadhub.imports.pages;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import leadhub.imports.Import;
import leadhub.imports.ImportErrors;
import leadhub.panel.Page;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows that an import refused, as they were sent and with the reason in the visitor's language; to be mended and imported again. */
@Component
class RefusedRows {
    private static final byte[] BYTE_ORDER_MARK = "\ufeff".getBytes(StandardCharsets.UTF_8);
    private static final String BEGINS_FORMULA = "=+-@\t\r\n＝＋－＠";

    private final ImportErrors errors;

    RefusedRows(ImportErrors errors) {
        this.errors = errors;
    }

    Reply download(Visit visit, Import one) {
        errors.requireSight(visit.caller(), one);
        return new Reply.Streamed(
                "import-" + one.id() + "-refused.csv", "text/csv;charset=UTF-8", out -> write(visit, one, out));
    }

    private void write(Visit visit, Import one, OutputStream out) throws IOException {
        out.write(BYTE_ORDER_MARK);
        var csv = CsvWriter.builder().build(out);
        var heads = new ArrayList<>(one.guess().heads());
        heads.add("reason");
        csv.writeRecord(heads.stream().map(RefusedRows::guarded).toList());
        errors.each(visit.caller(), one, row -> csv.writeRecord(cells(visit.page(), heads.size() - 1, row)));
        csv.flush();
    }

    private static List<String> cells(Page page, int width, ImportErrors.Refused row) {
        var cells = new ArrayList<String>();
        for (var i = 0; i < width; i++) {
            cells.add(guarded(i < row.cells().size() ? row.cells().get(i) : null));
        }
        cells.add(row.reasons().stream()
                .map(reason -> reason.head() == null
                        ? page.say("imports.reason-row", row.line(), page.refusal(reason.refusal()))
                        : page.say("imports.reason-cell", row.line(), reason.head(), page.refusal(reason.refusal())))
                .collect(Collectors.joining(" ")));
        return cells;
    }

    /** Spreadsheets run what begins like a formula; imports take the apostrophe off again. */
    private static String guarded(@Nullable String text) {
        return text == null || text.isEmpty() || BEGINS_FORMULA.indexOf(text.charAt(0)) < 0
                ? text == null ? "" : text
                : "'" + text;
    }
}
