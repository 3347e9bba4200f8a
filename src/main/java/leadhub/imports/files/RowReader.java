package leadhub.imports.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a file one after the other; empty rows and the header are left out. */
public interface RowReader extends Closeable {

    /** The next row; null at the end. Whatever is wrong with a row is said by it, and the next call goes on behind it. */
    @Nullable
    ImportRow next() throws IOException;

    /** How much of the file is read, from 0 to 1. */
    double progress();

    /** What is known of the whole once its last row was read, and nobody can see in the rows: merged cells of a sheet. */
    default List<Fault> warnings() {
        return List.of();
    }

    @Override
    void close();

    /** An input that can't be read at all, such as a disk that fails. */
    static UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(e);
    }
}
