package leadhub.bots.knowledge;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;

/** Reads what is text by itself. */
final class TextFormats {
    private static final Parser MARKDOWN =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final TextContentRenderer PLAIN = TextContentRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .build();

    private static final Pattern PARAGRAPH = Pattern.compile("\\n[ \\t]*\\n");
    private static final int MOST_COLUMNS = 50;

    private TextFormats() {}

    static void text(String text, PassageCutter into) {
        for (var paragraph : PARAGRAPH.split(text.replace("\r\n", "\n"))) {
            into.paragraph(paragraph);
        }
    }

    static void markdown(String text, PassageCutter into) {
        for (var node = MARKDOWN.parse(text).getFirstChild(); node != null; node = node.getNext()) {
            var plain = PLAIN.render(node);
            if (node instanceof Heading) {
                into.heading(plain);
            } else {
                into.paragraph(plain);
            }
        }
    }

    /** A row is a passage: of two columns question and answer, of others each cell by the name of its column. */
    static void csv(String text, PassageCutter into) {
        var separator = text.lines().findFirst().orElse("").contains(";") ? ';' : ',';
        try (var csv = CsvReader.builder().fieldSeparator(separator).ofCsvRecord(text)) {
            List<String> head = null;
            for (var row : csv) {
                var cells = row.getFields();
                if (cells.size() > MOST_COLUMNS) {
                    throw unreadable();
                }
                if (head == null) {
                    head = cells;
                } else if (head.size() == 2 && cells.size() == 2) {
                    into.alone(cells.getFirst(), cells.getLast());
                } else {
                    row(head, cells, into);
                }
            }
        } catch (CsvParseException e) {
            throw unreadable();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void row(List<String> head, List<String> cells, PassageCutter into) {
        var lines = new ArrayList<String>();
        for (var i = 0; i < cells.size(); i++) {
            var cell = PassageCutter.line(cells.get(i));
            if (!cell.isEmpty()) {
                lines.add(i < head.size() ? head.get(i).strip() + ": " + cell : cell);
            }
        }
        into.alone(cells.getFirst(), String.join("\n", lines));
    }

    static RuntimeException unreadable() {
        return Problem.invalid("file", Refusal.of("knowledge.unreadable")).exception();
    }
}
