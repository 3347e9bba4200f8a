package leadhub.base.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import leadhub.base.Change;
import leadhub.base.settings.SetupProblem;
import org.jspecify.annotations.Nullable;

/**
 * Who uses a data folder, across processes: one server at most, any number of users of its PostgreSQL, and one process
 * at a time that starts or stops it. The kernel lets go of all of it when a process dies.
 */
final class FolderLock {
    private static final long SERVER_BYTE = 0;
    private static final long CHANGING_BYTE = 1;
    private static final long USERS_BYTE = 2;

    /** One for each folder: closing any channel on a file drops all locks this process has on it. */
    private static final Map<DataFolder, FolderLock> OPEN = new HashMap<>();

    private final FileChannel channel;
    private final ReentrantLock changing = new ReentrantLock();
    private int users;
    private @Nullable FileLock usersLock;
    private @Nullable FileLock serverLock;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock of(DataFolder data) {
        synchronized (OPEN) {
            return OPEN.computeIfAbsent(data, FolderLock::open);
        }
    }

    /** Runs what starts or stops PostgreSQL while no other process does. */
    <T> T whileChanging(Change<T> change) {
        changing.lock();
        try (var ignored = channel.lock(CHANGING_BYTE, 1, false)) {
            return change.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            changing.unlock();
        }
    }

    /** Takes the server's place, which only one can have. */
    boolean tryServer() throws IOException {
        if (serverLock != null) {
            return false;
        }
        serverLock = channel.tryLock(SERVER_BYTE, 1, false);
        return serverLock != null;
    }

    void leaveServer() throws IOException {
        if (serverLock != null) {
            serverLock.release();
            serverLock = null;
        }
    }

    void use() throws IOException {
        if (users == 0) {
            usersLock = channel.lock(USERS_BYTE, 1, true);
        }
        users++;
    }

    /** Returns whether nobody in any process uses PostgreSQL any more. */
    boolean leave() throws IOException {
        users--;
        if (users > 0 || usersLock == null) {
            return false;
        }
        usersLock.release();
        usersLock = null;
        return nobodyUses();
    }

    /** Only to be asked while changing and not using. */
    boolean nobodyUses() throws IOException {
        if (users > 0) {
            return false;
        }
        try (var alone = channel.tryLock(USERS_BYTE, 1, false)) {
            return alone != null;
        }
    }

    private static FolderLock open(DataFolder data) {
        try {
            return new FolderLock(FileChannel.open(
                    data.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new SetupProblem(
                    data.lock() + " can't be opened (" + e.getMessage()
                            + "): run this as the owner of the data folder.",
                    e);
        }
    }

    /** Something that starts or stops PostgreSQL. */
    interface Change<T> {
        T run() throws IOException;
    }
}
