package leadhub.exports.schedules;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Objects;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.exports.PacedStream;
import leadhub.web.StreamedBody;
import org.jspecify.annotations.Nullable;

/**
 * A file that is sent. It is opened before anything is said of it: whoever reads it then reads it to its end, even if it goes
 * meanwhile, and one that has gone by then is not found.
 */
final class FileBody implements StreamedBody {
    private final Opening opening;
    private final long size;
    private final Runnable opened;
    private @Nullable InputStream in;

    /** @param opened what is done as soon as it is open */
    FileBody(Opening opening, long size, Runnable opened) {
        this.opening = opening;
        this.size = size;
        this.opened = opened;
    }

    /** Opens it. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    @Override
    public Held begin() {
        var file = opened();
        in = file;
        try {
            opened.run();
        } catch (RuntimeException e) {
            close(file);
            throw e;
        }
        return () -> close(file);
    }

    private InputStream opened() {
        try {
            return opening.open();
        } catch (NoSuchFileException e) {
            throw new Problem.NotFound(Refusal.of("export.no_file")).exception();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(InputStream file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(OutputStream out) throws IOException {
        Objects.requireNonNull(in).transferTo(new PacedStream(out, System::nanoTime));
    }

    @Override
    public Duration most() {
        return PacedStream.most(size);
    }
}
