package leadhub.exports.schedules;

import java.io.IOException;
import java.io.OutputStream;

/** A file that may become so large and no larger, and that remembers why it couldn't be written. */
final class BoundedFile extends OutputStream {
    private final OutputStream out;
    private final long most;
    private long written;
    private boolean isFull;
    private boolean isBroken;

    BoundedFile(OutputStream out, long most) {
        this.out = out;
        this.most = most;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (length > most - written) {
            isFull = true;
            throw new IOException("The file would be larger than " + most + " bytes.");
        }
        try {
            out.write(bytes, from, length);
            written += length;
        } catch (IOException e) {
            isBroken = true;
            throw e;
        }
    }

    long written() {
        return written;
    }

    boolean isFull() {
        return isFull;
    }

    /** Whether the disk refused it. */
    boolean isBroken() {
        return isBroken;
    }
}
