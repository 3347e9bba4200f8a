package leadhub.web.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a form with files held is given back, whatever fails. */
class GiveBackFilesTest {
    @Test
    void all_files_are_given_back_though_two_cannot_be_closed() {
        var disk = new Disk();
        var free = disk.free();
        var upload = new Upload();
        for (var name : new String[] {"first", "second", "third"}) {
            disk.next.add(new Channel(name.equals("third") ? null : name));
            upload.add(new UploadedFile("files", name, null, disk));
        }
        assertThat(disk.free()).isLessThan(free);

        var failure = catchThrowable(upload::close);

        assertThat(failure).isInstanceOf(UncheckedIOException.class).hasRootCauseMessage("first");
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(other -> assertThat(other).hasRootCauseMessage("second"));
        assertThat(disk.opened).noneMatch(FileChannel::isOpen);
        assertThat(disk.free()).isEqualTo(free);
        assertThat(upload.files()).isEmpty();
    }

    /** A disk whose files are those that a test wants. */
    private static final class Disk extends UploadDisk {
        final Queue<FileChannel> next = new ArrayDeque<>();
        final Queue<FileChannel> opened = new ArrayDeque<>();

        Disk() {
            super("", 1);
        }

        @Override
        FileChannel open() {
            var channel = next.remove();
            opened.add(channel);
            return channel;
        }
    }

    /** An empty file that may fail to be closed. */
    private static final class Channel extends FileChannel {
        private final @Nullable String failure;

        Channel(@Nullable String failure) {
            this.failure = failure;
        }

        @Override
        protected void implCloseChannel() throws IOException {
            if (failure != null) {
                throw new IOException(failure);
            }
        }

        @Override
        public int read(ByteBuffer into) {
            return -1;
        }

        @Override
        public long read(ByteBuffer[] into, int offset, int length) {
            return -1;
        }

        @Override
        public int read(ByteBuffer into, long position) {
            return -1;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] from, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer from, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            return 0;
        }

        @Override
        public FileChannel position(long wanted) {
            return this;
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public FileChannel truncate(long size) {
            return this;
        }

        @Override
        public void force(boolean metaData) {}

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            return 0;
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable FileLock tryLock(long position, long size, boolean shared) {
            return null;
        }
    }
}
