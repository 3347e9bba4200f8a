package leadhub.imports;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import leadhub.base.Caller;
import leadhub.imports.files.ImportFile;
import leadhub.imports.rows.ImportReader;
import leadhub.imports.rows.ImportReaders;
import leadhub.imports.rows.SourceRow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Readers of the imports that this process is at, so that a step needn't read a file from its beginning; the next rows are
 * read while those before them are written. What a step took and didn't commit is read anew.
 */
@Component
class ImportSessions {
    private static final Duration IDLE = Duration.ofMinutes(1);
    /** So long a workbook stays open before it makes room for others that wait. */
    private static final Duration TURN = Duration.ofSeconds(10);
    /** So long one stays open for nothing while others wait: longer than it lies between two steps of a job. */
    private static final Duration LINGER = Duration.ofMillis(500);

    private final ImportFolder folder;
    private final ImportReaders readers;
    private final ImportSql sql;
    private final Executor executor = Thread::startVirtualThread;
    private final Cache<Key, Session> idle = Caffeine.newBuilder()
            .expireAfterAccess(IDLE)
            .executor(Runnable::run)
            // Else a file that nobody reads any more would stay open until somebody else imports.
            .scheduler(Scheduler.systemScheduler())
            .removalListener((@Nullable Key key, @Nullable Session session, RemovalCause cause) -> {
                if (session != null && cause.wasEvicted()) {
                    session.close();
                }
            })
            .build();

    ImportSessions(ImportFolder folder, ImportReaders readers, ImportSql sql) {
        this.folder = folder;
        this.readers = readers;
        this.sql = sql;
    }

    private record Key(long workspaceId, long id) {}

    /** A file that is being read. */
    final class Session implements AutoCloseable {
        private final ImportFile file;
        private final ImportReader reader;
        private final long since = System.nanoTime();
        private long line;
        private boolean isAtEnd;
        private volatile boolean isClosed;
        private volatile long idleSince = since;
        private @Nullable CompletableFuture<List<SourceRow>> ahead;

        private Session(ImportFile file, ImportReader reader, long line) {
            this.file = file;
            this.reader = reader;
            this.line = line;
        }

        ImportReader reader() {
            return reader;
        }

        /** Whether there are no more rows behind those that {@link #next} gave. */
        boolean isAtEnd() {
            return isAtEnd;
        }

        /** The line of the last row that {@link #next} gave. */
        long line() {
            return line;
        }

        /** Whether others wait for its place, and it has had that for long enough. */
        private boolean isOver() {
            return file.isWanted() && System.nanoTime() - since > TURN.toNanos();
        }

        /** The next rows; fewer at the end, and where they are large. */
        List<SourceRow> next(int most) {
            var begun = ahead;
            ahead = null;
            var rows = begun == null ? reader.next(most) : await(begun);
            line = rows.isEmpty() ? line : rows.getLast().line();
            isAtEnd = reader.isAtEnd();
            return rows;
        }

        /** Reads on in a thread of its own, unless there is nothing more. */
        void readAhead(int most) {
            if (isAtEnd) {
                return;
            }
            ahead = CompletableFuture.supplyAsync(() -> reader.next(most), executor);
        }

        private static List<SourceRow> await(CompletableFuture<List<SourceRow>> rows) {
            try {
                return rows.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }

        /** Whether nobody reads it while others wait for its place. */
        private boolean isInTheWay() {
            return file.isWanted() && System.nanoTime() - idleSince > LINGER.toNanos();
        }

        @Override
        public void close() {
            isClosed = true;
            var begun = ahead;
            if (begun == null) {
                reader.close();
            } else {
                begun.whenComplete((rows, failure) -> reader.close());
            }
        }
    }

    /** Behind the last row that was committed. Nobody else gets it until it is given back. */
    Session take(Caller caller, Import one) {
        var key = new Key(caller.workspaceId(), one.id());
        var known = idle.asMap().remove(key);
        if (known != null && known.line == one.reached()) {
            return known;
        }
        if (known != null) {
            known.close();
        }
        var file = readers.open(
                folder.path(
                        caller.workspaceId(), Objects.requireNonNull(one.file().key())),
                one.options());
        var preview = sql.preview(caller.workspaceId(), one.id());
        var ways = new ImportReaders.Ways(preview.dateOrders(), preview.decimals());
        var reader = readers.read(caller, file, one.options(), ways, one.mended(), one.reached());
        var session = new Session(file, reader, one.reached());
        watch(key, session);
        return session;
    }

    /** Until it is closed: where nobody reads it, it makes room for who waits. */
    private void watch(Key key, Session session) {
        CompletableFuture.delayedExecutor(LINGER.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(() -> {
                    if (session.isClosed) {
                        return;
                    }
                    if (session.isInTheWay() && idle.asMap().remove(key, session)) {
                        session.close();
                        return;
                    }
                    watch(key, session);
                });
    }

    void giveBack(long workspaceId, long id, Session session) {
        if (session.isOver()) {
            session.close();
            return;
        }
        session.idleSince = System.nanoTime();
        var other = idle.asMap().put(new Key(workspaceId, id), session);
        if (other != null) {
            other.close();
        }
    }

    /** Closes the file of an import that is over, whose room on the disk is free then. */
    void drop(long workspaceId, long id) {
        var session = idle.asMap().remove(new Key(workspaceId, id));
        if (session != null) {
            session.close();
        }
    }
}
