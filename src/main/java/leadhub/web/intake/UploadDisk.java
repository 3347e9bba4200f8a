package leadhub.web.intake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import leadhub.base.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * Where files lie while their request is worked on, and emails while they are read: in the folder {@code leadhub.upload-folder}, that of
 * temporary files if it isn't set.
 *
 * <p>Limit: a budget for all of them at a time, {@code leadhub.upload-disk} in MiB; a request that finds none left gets a 503, and an
 * email is read later.
 */
@Primary
@Component
public class UploadDisk {
    static final int UNIT = 64 * 1024;

    private static final Logger log = LoggerFactory.getLogger(UploadDisk.class);
    private static final int UNITS_A_MEBIBYTE = 16;

    private final Path folder;
    private final Semaphore units;

    public UploadDisk(
            @Value("${leadhub.upload-folder:}") String folder, @Value("${leadhub.upload-disk:512}") int mebibytes) {
        this.folder = Path.of(folder.isBlank() ? System.getProperty("java.io.tmpdir") : folder);
        this.units = new Semaphore(mebibytes * UNITS_A_MEBIBYTE);
    }

    /** Room for files that go together; there is none of them yet. */
    public TemporaryFiles files() {
        return new TemporaryFiles(this);
    }

    /** An empty file, without a name already. */
    FileChannel open() {
        try {
            return withoutName(Files.createTempFile(folder, "leadhub-upload-", ""));
        } catch (IOException e) {
            throw full(e);
        }
    }

    private static FileChannel withoutName(Path path) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException | RuntimeException e) {
            Files.delete(path);
            throw e;
        }
        try {
            Files.delete(path);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Takes room for {@link #UNIT} more bytes. */
    void takeUnit() {
        if (!units.tryAcquire()) {
            throw new Problem.Unavailable(OpenRequest.RETRY_AFTER).exception();
        }
    }

    void giveBack(int taken) {
        units.release(taken);
    }

    /** Room for so many bytes more, for tests. */
    long free() {
        return (long) units.availablePermits() * UNIT;
    }

    RuntimeException full(IOException e) {
        log.error("Files can't be written to {}", folder, e);
        return new Problem.Unavailable(OpenRequest.RETRY_AFTER).exception();
    }
}
