package leadhub.imports.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import leadhub.base.Refusal;

/** A file that is imported, which lies on the disk. */
public final class ImportFile {
    private final FileGuess guess;

    private ImportFile(FileGuess guess) {
        this.guess = guess;
    }

    /**
     * Looks at a file and finds out what isn't said.
     *
     * @throws FileRefused if nothing can be imported from it, whatever the options: it is empty, or a zip bomb
     */
    public static ImportFile open(Path path, FileOptions options) throws IOException, FileRefused {
        if (Files.size(path) == 0) {
            throw new FileRefused(Refusal.of("required"));
        }
        return new ImportFile(
                new FileGuess(FileKind.CSV, FileEncoding.UTF_8, 100, ',', true, true, List.of(), List.of(), null));
    }

    public FileGuess guess() {
        return guess;
    }

    /** Reads the whole file once: a million rows take seconds. */
    public FileProfile profile() throws IOException {
        return new FileProfile(0, 0, Map.of());
    }

    /** All rows. */
    public RowReader rows() throws IOException {
        return rows(0);
    }

    /** The rows behind the one that begins in a line. */
    public RowReader rows(long afterLine) throws IOException {
        throw new UnsupportedOperationException("Not yet.");
    }
}
