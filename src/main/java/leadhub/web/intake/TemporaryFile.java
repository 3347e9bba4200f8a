package leadhub.web.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** One of {@link TemporaryFiles}. It takes room of its disk as it grows. */
public final class TemporaryFile {
    private final UploadDisk disk;
    private final FileChannel channel;
    private long size;
    private int units = 1;

    TemporaryFile(UploadDisk disk) {
        this.disk = disk;
        // Descriptors are scarce too, so that a file without a byte takes a unit.
        disk.takeUnit();
        try {
            this.channel = disk.open();
        } catch (RuntimeException e) {
            disk.giveBack(1);
            throw e;
        }
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** Reads it from its beginning to where it ends now. */
    public Section open() {
        return new Section(channel, 0, size);
    }

    /** Writes the first bytes of these behind what is there. Refused as unavailable where the disk has no room. */
    public synchronized void append(byte[] bytes, int length) {
        if (!channel.isOpen()) {
            throw new IllegalStateException("The file is closed");
        }
        while (size + length > (long) units * UploadDisk.UNIT) {
            disk.takeUnit();
            units++;
        }
        try {
            var buffer = ByteBuffer.wrap(bytes, 0, length);
            while (buffer.hasRemaining()) {
                size += channel.write(buffer);
            }
        } catch (IOException e) {
            throw disk.full(e);
        }
    }

    synchronized void delete() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            disk.giveBack(units);
            units = 0;
        }
    }

    /** Reads a part of it. Others may read others at the same time. */
    public static final class Section extends InputStream {
        private final FileChannel channel;
        private final long from;
        private final long to;
        private long position;

        private Section(FileChannel channel, long from, long to) {
            this.channel = channel;
            this.from = from;
            this.to = to;
            this.position = from;
        }

        /** How many bytes it has. */
        public long length() {
            return to - from;
        }

        /** How many of them were read. */
        public long position() {
            return position - from;
        }

        /** A part of this one, in its positions. */
        public Section part(long start, long end) {
            return new Section(channel, from + start, from + end);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var most = (int) Math.min(length, to - position);
            if (most <= 0) {
                return length == 0 ? 0 : -1;
            }
            var read = channel.read(ByteBuffer.wrap(bytes, offset, most), position);
            position += Math.max(0, read);
            return read;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, to - position);
        }
    }
}
