package leadhub.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.FormulaGuard;
import leadhub.imports.ImportErrors.Refused;
import leadhub.imports.files.FileKind;
import leadhub.imports.files.MappingGuess;
import org.springframework.stereotype.Component;

/** Refused rows as CSV: what was sent, and at the end why, so that the file can be imported when it is mended. */
@Component
public class RefusedRows {
    private static final byte[] MARK = "\ufeff".getBytes(StandardCharsets.UTF_8);

    private final ImportErrors errors;

    RefusedRows(ImportErrors errors) {
        this.errors = errors;
    }

    /** Words a reason of a row that begins in a line. */
    @FunctionalInterface
    public interface Words {
        String say(long line, Import.Preview.Error reason);
    }

    /** @param hasMark whether it begins with a byte order mark, which spreadsheets want */
    public void write(Caller caller, Import one, boolean hasMark, Words words, OutputStream out) throws IOException {
        if (hasMark) {
            out.write(MARK);
        }
        var heads = MappingGuess.withoutReason(one.guess().heads());
        var csv = CsvWriter.builder().build(out, StandardCharsets.UTF_8);
        csv.writeRecord(line(heads.size(), MappingGuess.REASON, heads::get));
        var isGuarded = one.guess().kind() != FileKind.JSONL;
        errors.each(
                caller,
                one,
                row -> csv.writeRecord(line(heads.size(), reasons(row, words), at -> cell(row, at, isGuarded))));
        csv.flush();
    }

    private static String reasons(Refused row, Words words) {
        return row.reasons().stream()
                .map(reason -> words.say(row.line(), reason))
                .collect(Collectors.joining(" "));
    }

    /** @param isGuarded whether a guard in the cell is one, and no apostrophe that somebody wrote */
    private static String cell(Refused row, int at, boolean isGuarded) {
        var cell = at < row.cells().size() ? row.cells().get(at) : null;
        return cell == null ? "" : isGuarded ? FormulaGuard.unguarded(cell) : cell;
    }

    /** Spreadsheets run what begins like a formula; imports take the apostrophe off again. */
    private static List<String> line(int width, String last, Function<Integer, String> cells) {
        var line = new ArrayList<String>();
        for (var at = 0; at < width; at++) {
            line.add(FormulaGuard.guarded(cells.apply(at)));
        }
        line.add(last);
        return line;
    }
}
