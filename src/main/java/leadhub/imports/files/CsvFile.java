package leadhub.imports.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import leadhub.base.Refusal;

/** A CSV file. */
final class CsvFile implements ImportFile.Source {
    private static final int SAMPLE = 256 * 1024;
    private static final int ROWS = 500;

    private final Path path;
    private final FileGuess guess;
    private final long before;

    private CsvFile(Path path, FileGuess guess, long before) {
        this.path = path;
        this.guess = guess;
        this.before = before;
    }

    static CsvFile open(Path path, FileOptions options) throws IOException, FileRefused {
        var encoding =
                options.encoding() == null ? EncodingGuess.of(path) : new EncodingGuess.Guess(options.encoding(), 100);
        var sample = sample(path, encoding.encoding());
        var delimiter = options.delimiter() == null ? DelimiterGuess.of(sample) : options.delimiter();
        var rows = DelimiterGuess.rows(sample, delimiter, ROWS);
        if (rows.isEmpty()) {
            throw new FileRefused(sample.isBlank() ? Refusal.of("import.empty") : Refusal.of("import.no_table"));
        }
        var shape = TableShape.of(
                rows.stream()
                        .map(row -> new TableShape.Line(row.line(), row.cells()))
                        .toList(),
                options.hasHeader());
        var guess = new FileGuess(
                FileKind.CSV,
                encoding.encoding(),
                encoding.sureness(),
                delimiter,
                shape.hasHeader(),
                shape.isHeaderSure(),
                shape.heads(),
                List.of(),
                null);
        return new CsvFile(path, guess, shape.before());
    }

    private static String sample(Path path, FileEncoding encoding) throws IOException {
        var sample = new char[SAMPLE];
        try (var reader = TextInput.open(path, encoding).reader()) {
            var length = 0;
            for (var read = 0; read >= 0 && length < SAMPLE; read = reader.read(sample, length, SAMPLE - length)) {
                length += read;
            }
            return new String(sample, 0, length);
        }
    }

    @Override
    public FileGuess guess() {
        return guess;
    }

    @Override
    public RowReader rows(long afterLine) throws IOException {
        return new CsvRows(path, guess, guess.heads().size(), Math.max(before, afterLine));
    }
}
