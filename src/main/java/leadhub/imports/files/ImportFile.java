package leadhub.imports.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import leadhub.base.Refusal;

/** A file that is imported, which lies on the disk. */
public final class ImportFile {
    private static final int BEGINNING = 8;
    private static final byte[] OLD_EXCEL = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

    private final Source source;

    /** What kinds of files have in common. */
    interface Source {
        FileGuess guess();

        /** The rows behind the one that begins in a line, without the header. */
        RowReader rows(long afterLine) throws IOException;
    }

    private ImportFile(Source source) {
        this.source = source;
    }

    /**
     * Looks at a file and finds out what isn't said.
     *
     * @throws FileRefused if nothing can be imported from it, whatever the options: it is empty, no table, or a zip bomb
     */
    public static ImportFile open(Path path, FileOptions options) throws IOException, FileRefused {
        if (Files.size(path) == 0) {
            throw new FileRefused(Refusal.of("import.empty"));
        }
        return new ImportFile(
                switch (kind(path, options)) {
                    case CSV -> CsvFile.open(path, options);
                    case XLSX -> XlsxFile.open(path, options);
                    case JSONL -> JsonFile.open(path);
                });
    }

    private static FileKind kind(Path path, FileOptions options) throws IOException, FileRefused {
        byte[] beginning;
        try (var in = Files.newInputStream(path)) {
            beginning = in.readNBytes(BEGINNING);
        }
        var text = new String(beginning, StandardCharsets.UTF_8);
        if (startsWith(beginning, OLD_EXCEL)) {
            throw new FileRefused(Refusal.of("import.old_excel"));
        }
        if (text.startsWith("%PDF")) {
            throw new FileRefused(Refusal.of("import.no_table"));
        }
        if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006")) {
            return FileKind.XLSX;
        }
        if (options.kind() == FileKind.XLSX) {
            throw new FileRefused(Refusal.of("import.no_workbook"));
        }
        if (options.kind() != null) {
            return options.kind();
        }
        return text.replace("\ufeff", "").stripLeading().startsWith("{") ? FileKind.JSONL : FileKind.CSV;
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && java.util.Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    public FileGuess guess() {
        return source.guess();
    }

    /** Reads the whole file once: a million rows take seconds. */
    public FileProfile profile() throws IOException {
        try (var rows = rows()) {
            return FileProfiler.read(guess(), rows);
        }
    }

    /** Opens and reads files within a job, which waits for a place for a moment only. */
    public static <T> T inJob(Supplier<T> work) {
        return OpenBooks.inJob(work);
    }

    /** Whether it takes a place that others wait for: so many workbooks are open at once, and no more. */
    public boolean isWanted() {
        return guess().kind() == FileKind.XLSX && OpenBooks.areWanted();
    }

    /** All rows. */
    public RowReader rows() throws IOException {
        return rows(0);
    }

    /** The rows behind the one that begins in a line. */
    public RowReader rows(long afterLine) throws IOException {
        return source.rows(afterLine);
    }
}
