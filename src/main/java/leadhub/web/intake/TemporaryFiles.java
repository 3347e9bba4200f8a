package leadhub.web.intake;

import java.util.ArrayList;
import java.util.List;

/**
 * Files that are there until they are closed together, whoever still writes to one by then. They have no name: the system frees their
 * space, when the process is killed too.
 */
public final class TemporaryFiles implements AutoCloseable {
    private final UploadDisk disk;
    private final List<TemporaryFile> files = new ArrayList<>();
    private boolean isClosed;

    TemporaryFiles(UploadDisk disk) {
        this.disk = disk;
    }

    /** An empty one. Refused as unavailable where the disk has no room. */
    public synchronized TemporaryFile create() {
        if (isClosed) {
            throw new IllegalStateException("The files are closed");
        }
        var file = new TemporaryFile(disk);
        files.add(file);
        return file;
    }

    /** Deletes all of them, even if one fails. */
    @Override
    public synchronized void close() {
        isClosed = true;
        RuntimeException failure = null;
        for (var file : files) {
            try {
                file.delete();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        files.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
