package leadhub.outside;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
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
}
