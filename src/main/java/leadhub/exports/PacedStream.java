package leadhub.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Sends a file to a client that has to keep a pace, for others wait for its place, and the database keeps everything that is
 * deleted meanwhile. Only the time counts for which the client is waited for.
 */
public final class PacedStream extends OutputStream {
    static final int BYTES_A_SECOND = 128 << 10;
    static final Duration GRACE = Duration.ofSeconds(30);

    private final OutputStream out;
    private final LongSupplier nanos;
    private long sent;
    private long waited;

    /** How long whoever keeps the pace may take for so many bytes. */
    public static Duration most(long bytes) {
        return GRACE.multipliedBy(2).plusSeconds(bytes / BYTES_A_SECOND);
    }

    public PacedStream(OutputStream out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        var began = nanos.getAsLong();
        out.write(bytes, from, length);
        waited += nanos.getAsLong() - began;
        sent += length;
        var may = GRACE.plusSeconds(sent / BYTES_A_SECOND);
        if (waited > may.toNanos()) {
            throw new IOException("The client reads the file slower than 128 KiB a second.");
        }
    }
}
