package leadhub.outside;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Takes so many bytes from the other side, and fails where more come. */
public final class BoundedInput extends FilterInputStream {
    private final Supplier<IOException> tooMany;
    private long left;

    public BoundedInput(InputStream in, long most, Supplier<IOException> tooMany) {
        super(in);
        this.left = most;
        this.tooMany = tooMany;
    }

    @Override
    public int read() throws IOException {
        return count(super.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        return count(read, read);
    }

    private int count(int result, int bytes) throws IOException {
        left -= Math.max(0, bytes);
        if (left < 0) {
            throw tooMany.get();
        }
        return result;
    }

    /** All lines up to the first that ends so, and that one; all there are where none does. */
    static byte[] readLines(InputStream in, String end) throws IOException {
        var buffered = new BufferedInputStream(in);
        var all = new ByteArrayOutputStream();
        var line = new ByteArrayOutputStream();
        for (var next = buffered.read(); next >= 0; next = buffered.read()) {
            all.write(next);
            line.write(next);
            if (next == '\n') {
                if (line.toString(StandardCharsets.UTF_8).stripTrailing().endsWith(end)) {
                    break;
                }
                line.reset();
            }
        }
        return all.toByteArray();
    }
}
