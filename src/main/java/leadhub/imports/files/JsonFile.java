package leadhub.imports.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import leadhub.base.Json;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A file of JSON Lines: an object a line, whose members are the columns. */
final class JsonFile implements ImportFile.Source {
    private static final int MOST_COLUMNS = 500;

    private final Path path;
    private final FileGuess guess;

    private JsonFile(Path path, FileGuess guess) {
        this.path = path;
        this.guess = guess;
    }

    static JsonFile open(Path path) throws IOException, FileRefused {
        var heads = new LinkedHashSet<String>();
        try (var lines = new Lines(path)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                if (line.object() != null) {
                    line.object().propertyNames().stream()
                            .limit(Math.max(0, MOST_COLUMNS - heads.size()))
                            .forEach(heads::add);
                }
            }
        }
        if (heads.isEmpty()) {
            throw new FileRefused(Refusal.of("import.no_table"));
        }
        return new JsonFile(
                path,
                new FileGuess(
                        FileKind.JSONL,
                        FileEncoding.UTF_8,
                        100,
                        null,
                        true,
                        true,
                        List.copyOf(heads),
                        List.of(),
                        null));
    }

    @Override
    public FileGuess guess() {
        return guess;
    }

    @Override
    public RowReader rows(long afterLine) throws IOException {
        return new Rows(new Lines(path), guess.heads(), afterLine);
    }

    /** A line and what stands in it; no object if it can't be read. */
    private record Line(
            long number,
            @Nullable ObjectNode object,
            @Nullable Fault fault) {}

    private static final class Lines implements AutoCloseable {
        private static final int MOST = CsvParser.MOST_ROW;

        private final TextInput input;
        private final BufferedReader reader;
        private long number;

        Lines(Path path) throws IOException {
            this.input = TextInput.open(path, FileEncoding.UTF_8);
            this.reader = new BufferedReader(input.reader());
        }

        @Nullable
        Line next() throws IOException {
            for (var text = line(); text != null; text = line()) {
                if (!text.isBlank()) {
                    return parsed(text);
                }
            }
            return null;
        }

        private Line parsed(CharSequence text) {
            if (text.length() > MOST) {
                return refused(0, Refusal.of("import.row_too_long").with("max", MOST));
            }
            try {
                if (Json.MAPPER.readTree(text.toString()) instanceof ObjectNode object) {
                    return new Line(number, object, null);
                }
            } catch (JacksonException e) {
                var at = e.getLocation() == null
                        ? 0
                        : Math.max(0, e.getLocation().getColumnNr());
                return refused(0, Refusal.of("import.json").with("at", at));
            }
            return refused(0, Refusal.of("import.json_object"));
        }

        private Line refused(int column, Refusal reason) {
            return new Line(number, null, new Fault(number, column, reason));
        }

        /** Of a line that is too long, as much as shows that it is. */
        private @Nullable String line() throws IOException {
            var text = new StringBuilder();
            var c = reader.read();
            if (c < 0) {
                return null;
            }
            for (; c >= 0 && c != '\n'; c = reader.read()) {
                if (text.length() <= MOST) {
                    text.append((char) c);
                }
            }
            number++;
            return text.toString();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    private static final class Rows implements RowReader {
        private final Lines lines;
        private final List<String> heads;
        private final long after;

        Rows(Lines lines, List<String> heads, long after) {
            this.lines = lines;
            this.heads = heads;
            this.after = after;
        }

        @Override
        public @Nullable ImportRow next() throws IOException {
            for (var line = lines.next(); line != null; line = lines.next()) {
                if (line.number() > after) {
                    return row(line);
                }
            }
            return null;
        }

        private ImportRow row(Line line) {
            var cells = new ArrayList<@Nullable String>();
            var faults = new ArrayList<Fault>();
            if (line.fault() != null) {
                faults.add(line.fault());
            }
            for (var head : heads) {
                var text = line.object() == null ? null : text(line.object().get(head));
                cells.add(text);
                if (text != null) {
                    CellText.fault(line.number(), cells.size(), text).ifPresent(faults::add);
                }
            }
            return new ImportRow(line.number(), cells, List.copyOf(faults));
        }

        private static @Nullable String text(@Nullable JsonNode value) {
            if (value == null || value.isNull()) {
                return null;
            }
            if (value.isContainer()) {
                return Json.write(value);
            }
            if (value.isNumber()) {
                return CellNumbers.plain(value.decimalValue());
            }
            var text = value.asString();
            return text.isEmpty() ? null : text;
        }

        @Override
        public double progress() {
            return lines.input.progress();
        }

        @Override
        public void close() {
            try {
                lines.close();
            } catch (IOException e) {
                throw RowReader.failed(e);
            }
        }
    }
}
