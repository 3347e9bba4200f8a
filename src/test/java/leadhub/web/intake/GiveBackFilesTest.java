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
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Queue;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a form with files held is given back, whatever fails. */
class GiveBackFilesTest {
    @Test
    void all_files_are_given_back_though_two_cannot_be_closed() {
        var disk = new Disk();
        var free = disk.free();
        var upload = new Upload(disk);
        for (var name : new String[] {"first", "second", "third"}) {
            disk.next.add(new Channel(name.equals("third") ? null : name));
            upload.add("files", name, null);
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

    @Test
    void what_was_written_to_a_full_disk_is_given_back() throws IOException {
        var disk = new Disk();
        var free = disk.free();
        // Opens and takes nothing, as a disk does that is full.
        disk.next.add(FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE));
        var files = disk.files();
        var file = files.create();

        var failure = catchThrowable(() -> file.append(new byte[100_000], 100_000));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isInstanceOf(Problem.Unavailable.class));
        assertThat(disk.free()).isLessThan(free);
        files.close();
        assertThat(disk.opened).noneMatch(FileChannel::isOpen);
        assertThat(disk.free()).isEqualTo(free);
    }

    @Test
    void whoever_still_writes_when_the_files_are_closed_takes_no_room_any_more() {
        var disk = new Disk();
        var free = disk.free();
        disk.next.add(new Channel(null));
        var files = disk.files();
        var file = files.create();
        files.close();
        assertThat(catchThrowable(() -> file.append(new byte[100_000], 100_000)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(catchThrowable(files::create)).isInstanceOf(IllegalStateException.class);
        assertThat(disk.free()).isEqualTo(free);
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
