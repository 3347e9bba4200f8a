package leadhub.samples;

import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.base.database.DatabaseLogin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills a workspace with made-up leads, for trying out and measuring. They come by COPY, ten thousand in a transaction,
 * while the next ten thousand are being made up; one event for each transaction tells those who count to count anew.
 */
@Service
public class LeadSeed {
    private static final Logger log = LoggerFactory.getLogger(LeadSeed.class);
    private static final int CHUNK = 10_000;

    private final SeededWorkspace workspace;
    private final SeededLeads seeded;
    private final TransactionTemplate tx;
    private final Clock clock;

    LeadSeed(SeededWorkspace workspace, SeededLeads seeded, PlatformTransactionManager transactions, Clock clock) {
        this.workspace = workspace;
        this.seeded = seeded;
        this.tx = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Adds leads, the oldest a year old, the newest of now; what was committed stays if it is interrupted.
     *
     * @param progress told after each transaction how many there are
     * @return how many were made
     */
    public long seed(Caller caller, int leads, LongConsumer progress) {
        var made = 0;
        var now = Times.now(clock);
        try (var maker = Executors.newSingleThreadExecutor()) {
            var imagined = tx.execute(status -> workspace.imagine(caller, now));
            var next = make(maker, caller, imagined, 0, leads);
            while (made < leads) {
                var rows = await(next);
                var before = made;
                made += chunk(made, leads);
                if (made < leads) {
                    next = make(maker, caller, imagined, made, leads);
                }
                var count = made - before;
                tx.executeWithoutResult(status -> seeded.insert(caller, rows, count, now));
                progress.accept(made);
            }
        }
        return made;
    }

    /**
     * Lets the index of pieces take its rows in by the megabyte, which makes seeding four times as fast, but a search
     * meanwhile slow. {@link #settle} ends that, and so does the next start of a server.
     */
    public static void prepare(DatabaseLogin owner) {
        asOwner(owner, LeadSeedSql::takeMuch);
    }

    /** Ends what {@link #prepare} began, and makes the tables ready for reading after so many rows came. */
    public static void settle(DatabaseLogin owner) {
        asOwner(owner, LeadSeedSql::takeLittle);
        asOwner(owner, LeadSeedSql::vacuum);
    }

    private static void asOwner(DatabaseLogin owner, LeadSeedSql.Work work) {
        try (var connection = owner.connect()) {
            work.run(connection);
        } catch (SQLException e) {
            // It only makes things slower.
            log.warn("The tables' owner may not tend them: {}", e.getMessage());
        }
    }

    private Future<byte[]> make(ExecutorService maker, Caller caller, ImaginedLeads imagined, int made, int leads) {
        return maker.submit(() -> seeded.rows(caller, imagined, made, chunk(made, leads), leads));
    }

    private static int chunk(int made, int leads) {
        return Math.min(CHUNK, leads - made);
    }

    private static byte[] await(Future<byte[]> rows) {
        try {
            return rows.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
