package leadhub.base.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Finds out when all processes have heard what was signalled before. Each that listens holds a lock, which says that it is
 * there, and answers a question when it hears it; whoever has asked looks up then who holds that lock.
 */
final class SignalReceipts {
    /** The topic of questions; the subject is a token. */
    static final String PING = "ping";

    /** The topic of answers; the subject is the token and the backend's process id. */
    private static final String ACK = "ack";

    private static final int LOCK_SPACE = 0x1ead;
    private static final int LOCK = 1;

    private final Map<String, Receipt> open = new ConcurrentHashMap<>();

    /** One question. */
    private static final class Receipt {
        private final String token = UUID.randomUUID().toString();
        private final CountDownLatch complete = new CountDownLatch(1);
        private final Set<Integer> answered = new HashSet<>();
        private @Nullable Set<Integer> expected;

        /** Until all have answered. */
        private void await(Duration patience, BooleanSupplier isCertain) {
            var end = System.nanoTime() + patience.toNanos();
            try {
                if (complete.await(patience.toNanos(), TimeUnit.NANOSECONDS) && isCertain.getAsBoolean()) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            for (var rest = end - System.nanoTime();
                    rest > 0 && !Thread.currentThread().isInterrupted();
                    rest = end - System.nanoTime()) {
                LockSupport.parkNanos(rest);
            }
        }

        private synchronized void expect(Set<Integer> listeners) {
            expected = listeners;
            check();
        }

        private synchronized void answer(int listener) {
            answered.add(listener);
            check();
        }

        private void check() {
            if (expected != null && answered.containsAll(expected)) {
                complete.countDown();
            }
        }
    }

    /**
     * Has the current transaction's thread wait, once that is committed and holds no connection, until the ping that it sends
     * is answered by all.
     *
     * @param isCertain whether all that listen are known; else it waits as long as it may
     * @return the token to send
     */
    String awaitAfterCommit(Duration patience, BooleanSupplier isCertain) {
        var receipt = new Receipt();
        open.put(receipt.token, receipt);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status != STATUS_COMMITTED) {
                    open.remove(receipt.token);
                }
            }
        });
        PoolTransactionManager.afterRelease(() -> {
            try {
                receipt.await(patience, isCertain);
            } finally {
                open.remove(receipt.token);
            }
        });
        return receipt.token;
    }

    /** This connection hears signals from now on. */
    static void listen(Connection connection) throws SQLException {
        lock(connection, "select pg_advisory_lock_shared(?, ?)");
    }

    static void unlisten(Connection connection) throws SQLException {
        lock(connection, "select pg_advisory_unlock_shared(?, ?)");
    }

    private static void lock(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setInt(1, LOCK_SPACE);
            statement.setInt(2, LOCK);
            statement.execute();
        }
    }

    /** Answers a question, and takes down answers to one's own. Any other signal is none of its business. */
    void heard(String signal, Connection connection) throws SQLException {
        if (signal.startsWith(PING + ":")) {
            var token = signal.substring(PING.length() + 1);
            answer(token, connection);
            var mine = open.get(token);
            if (mine != null) {
                mine.expect(listeners(connection));
            }
        } else if (signal.startsWith(ACK + ":")) {
            var slash = signal.indexOf('/');
            var asked = slash < 0 ? null : open.get(signal.substring(ACK.length() + 1, slash));
            if (asked != null) {
                asked.answer(Integer.parseInt(signal.substring(slash + 1)));
            }
        }
    }

    private static void answer(String token, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_notify(?, ? || pg_backend_pid())")) {
            statement.setString(1, Signals.CHANNEL);
            statement.setString(2, ACK + ":" + token + "/");
            statement.execute();
        }
    }

    /** The backends of all that listen on this database. */
    private static Set<Integer> listeners(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select pid
                from pg_locks
                where locktype = 'advisory'
                  and database = (select oid from pg_database where datname = current_database())
                  and classid = ?
                  and objid = ?
                  and objsubid = 2
                  and granted
                """)) {
            statement.setInt(1, LOCK_SPACE);
            statement.setInt(2, LOCK);
            var found = new HashSet<Integer>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getInt(1));
                }
            }
            return found;
        }
    }
}
