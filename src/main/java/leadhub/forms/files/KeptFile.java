package leadhub.forms.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Problem;
import leadhub.web.Attachment;
import leadhub.web.StreamedBody;
import org.jspecify.annotations.Nullable;

/**
 * A file to be downloaded. It is opened right before it is sent; whoever reads it then reads it to its end, even if it is deleted meanwhile.
 *
 * @param name as its sender calls it
 */
public record KeptFile(String name, Content content) {
    /** What is in it. */
    interface Content {
        InputStream open() throws IOException;
    }

    /** It is saved and never shown: neither its type nor what is in it is ours. */
    public static final String TYPE = "application/octet-stream";

    private static final String POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

    public StreamedBody body() {
        return new OpenFirst(content);
    }

    /** Opens the file before anything is answered: one that has gone since somebody looked is refused as one that never was. */
    private static final class OpenFirst implements StreamedBody {
        private final Content content;

        @Nullable
        private InputStream opened;

        OpenFirst(Content content) {
            this.content = content;
        }

        @Override
        public Held begin() {
            try {
                var in = content.open();
                opened = in;
                return () -> close(in);
            } catch (NoSuchFileException e) {
                throw FormFiles.unknown();
            } catch (IOException e) {
                throw S3Failure.of(e).kind() == S3Failure.Kind.MISSING
                        ? FormFiles.unknown()
                        : new Problem.Unavailable(FileStore.RETRY_AFTER).exception();
            }
        }

        private static void close(InputStream in) {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void write(OutputStream out) throws IOException {
            Objects.requireNonNull(opened).transferTo(out);
        }
    }

    /** Has it saved under its name, and run by nobody. */
    public Map<String, String> headers() {
        return Map.of(
                "Content-Type",
                TYPE,
                "Content-Disposition",
                Attachment.header(name),
                "Content-Security-Policy",
                POLICY,
                "X-Content-Type-Options",
                "nosniff",
                "Cross-Origin-Resource-Policy",
                "same-origin");
    }
}
