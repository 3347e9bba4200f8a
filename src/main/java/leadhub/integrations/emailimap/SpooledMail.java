package leadhub.integrations.emailimap;

import jakarta.mail.internet.SharedInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import leadhub.base.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message that lies on disk while it is read, for large ones of many mailboxes don't fit into memory. Its file has no name: the system
 * frees the space when it is closed, and when the process is killed too.
 */
final class SpooledMail implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SpooledMail.class);
    private static final int STEP = 64 * 1024;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final FileChannel channel;
    private final long size;

    private SpooledMail(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    /**
     * Takes so many bytes at most. Refused as unavailable where the disk has no room.
     *
     * @throws IOException if the message can't be read
     */
    static SpooledMail of(InputStream mail, int mostBytes) throws IOException {
        var channel = created();
        try {
            return new SpooledMail(channel, copied(mail, mostBytes, channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Bytes. */
    long size() {
        return size;
    }

    /** Reads it from its beginning; the mail library reads its parts from the same file. */
    InputStream open() {
        return new Stretch(channel, 0, size);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel created() {
        try {
            var path = Files.createTempFile("leadhub-mail-", "");
            try {
                return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw full(e);
        }
    }

    private static long copied(InputStream mail, int mostBytes, FileChannel channel) throws IOException {
        var bytes = new byte[STEP];
        var size = 0;
        while (size < mostBytes) {
            var read = mail.read(bytes, 0, Math.min(STEP, mostBytes - size));
            if (read < 0) {
                return size;
            }
            write(channel, ByteBuffer.wrap(bytes, 0, read));
            size += read;
        }
        return size;
    }

    private static void write(FileChannel channel, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw full(e);
        }
    }

    private static RuntimeException full(IOException e) {
        log.error("Messages of mailboxes can't be written to disk", e);
        return new Problem.Unavailable(RETRY_AFTER).exception();
    }

    /** A part of it, from which parts of that are read in turn. */
    private static final class Stretch extends BufferedInputStream implements SharedInputStream {
        private final Bytes bytes;

        Stretch(FileChannel channel, long from, long to) {
            this(new Bytes(channel, from, to));
        }

        private Stretch(Bytes bytes) {
            super(bytes);
            this.bytes = bytes;
        }

        @Override
        public long getPosition() {
            return bytes.position - bytes.from - (count - pos);
        }

        @Override
        public InputStream newStream(long start, long end) {
            return new Stretch(bytes.channel, bytes.from + start, end < 0 ? bytes.to : bytes.from + end);
        }
    }

    private static final class Bytes extends InputStream {
        private final FileChannel channel;
        private final long from;
        private final long to;
        private long position;

        Bytes(FileChannel channel, long from, long to) {
            this.channel = channel;
            this.from = from;
            this.to = to;
            this.position = from;
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

        /** The mail library asks how large a part is. */
        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, to - position);
        }
    }
}
