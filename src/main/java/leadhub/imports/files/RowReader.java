package leadhub.imports.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a file one after the other; empty rows and the header are left out. */
public interface RowReader extends Closeable {

    /** The next row; null at the end. Whatever is wrong with a row is said by it, and the next call goes on behind it. */
    @Nullable
    ImportRow next() throws IOException;

    /** How much of the file is read, from 0 to 1. */
    double progress();

    @Override
    void close();

    /** An input that can't be read at all, such as a disk that fails. */
    static UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(e);
    }
}
