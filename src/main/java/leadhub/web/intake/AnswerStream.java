package leadhub.web.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Sends an answer to a client that has to take it in time: while it is sent, it holds memory, and a large one a connection
 * to the database too.
 *
 * <p>Limits: a minute for all of it, and for each piece as long as a client may be silent.
 */
public final class AnswerStream extends OutputStream {
    /** How long a client may take, unless an answer says otherwise. */
    public static final Duration MOST = Duration.ofMinutes(1);

    private static final int PIECE = 8192;

    private final OutputStream out;
    private final long end;

    public AnswerStream(OutputStream out) {
        this(out, MOST);
    }

    /** Sends it within a time of its own. */
    public AnswerStream(OutputStream out, Duration most) {
        this.out = out;
        this.end = System.nanoTime() + most.toNanos();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (var done = 0; done < length; done += PIECE) {
            if (System.nanoTime() > end) {
                throw new IOException("The client takes too long to read the answer.");
            }
            out.write(bytes, from + done, Math.min(PIECE, length - done));
        }
    }

    /** What is sent goes out when a buffer is full or the answer ends, and not whenever somebody has finished a piece of it. */
    @Override
    public void flush() {}
}
