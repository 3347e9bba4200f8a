package leadhub.web.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** A file that was sent; it is there until its request is answered. */
public final class UploadedFile {
    private final String field;
    private final String name;
    private final @Nullable String contentType;
    private final UploadDisk disk;
    private final FileChannel channel;
    private long size;
    private int units = 1;

    UploadedFile(String field, String name, @Nullable String contentType, UploadDisk disk) {
        this.field = field;
        this.name = name;
        this.contentType = contentType;
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

    /** The form's field. */
    public String field() {
        return field;
    }

    /** As its sender calls it, without folders; nothing to make a path of. */
    public String name() {
        return name;
    }

    /** What its sender says it is; not to be believed. */
    public @Nullable String contentType() {
        return contentType;
    }

    /** Bytes. */
    public long size() {
        return size;
    }

    /** Reads it from its beginning. */
    public InputStream open() {
        return new InputStream() {
            private long position;

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                var read = channel.read(ByteBuffer.wrap(bytes, from, length), position);
                position += Math.max(0, read);
                return read;
            }
        };
    }

    /** Copies all of it. */
    public void copyTo(OutputStream out) throws IOException {
        try (var in = open()) {
            in.transferTo(out);
        }
    }

    void append(byte[] bytes, int length) {
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

    void delete() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            disk.giveBack(units);
            units = 0;
        }
    }
}
