package leadhub.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import leadhub.base.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries as a spreadsheet reads them: with a mark at the beginning by which it knows UTF-8.
 *
 * <p>Limits: 100,000 rows, of which 200 are in memory at a time, or as many as have 256 KiB.
 */
final class AuditCsv {
    static final int MOST_ROWS = 100_000;
    private static final int AT_A_TIME = 200;
    private static final byte[] BYTE_ORDER_MARK = "\ufeff".getBytes(StandardCharsets.UTF_8);

    /** In full width too, as Japanese keyboards write them. */
    private static final String BEGINS_FORMULA = "=+-@\t\r\n＝＋－＠";

    private final AuditLog log;
    private final Caller caller;
    private final AuditFilter filter;

    AuditCsv(AuditLog log, Caller caller, AuditFilter filter) {
        this.log = log;
        this.caller = caller;
        this.filter = filter;
    }

    void write(OutputStream out) throws IOException {
        out.write(BYTE_ORDER_MARK);
        var csv = CsvWriter.builder().build(out);
        csv.writeRecord(
                "id",
                "time",
                "kind",
                "actor_id",
                "actor",
                "address",
                "action",
                "subject_id",
                "before",
                "after",
                "request_id");
        var before = Long.MAX_VALUE;
        var rows = 0;
        var entries = log.listWhole(caller, filter, before, AT_A_TIME);
        while (rows < MOST_ROWS && !entries.isEmpty()) {
            entries.stream().limit(MOST_ROWS - rows).forEach(entry -> write(csv, entry));
            rows += entries.size();
            before = entries.getLast().id();
            entries = log.listWhole(caller, filter, before, AT_A_TIME);
        }
        csv.flush();
    }

    private static void write(CsvWriter csv, AuditEntry entry) {
        csv.writeRecord(
                Long.toString(entry.id()),
                entry.at().toString(),
                entry.kind(),
                Long.toString(entry.actorId()),
                disarmed(entry.actor()),
                disarmed(entry.address()),
                disarmed(entry.action()),
                entry.subjectId() == null ? "" : entry.subjectId().toString(),
                disarmed(entry.before()),
                disarmed(entry.after()),
                disarmed(entry.requestId()));
    }

    /** Spreadsheets run what begins like a formula, whoever wrote it; an apostrophe makes it plain text. */
    static String disarmed(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
