package leadhub.samples;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Folding;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.DatabaseLogin;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.leads.record.LeadIndex;
import leadhub.pipelines.Pipelines;
import leadhub.tags.Tags;
import leadhub.users.NewUser;
import leadhub.users.User;
import leadhub.users.Users;
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
    private static final Duration SPAN = Duration.ofDays(365);
    private static final int ENOUGH_USERS = 3;

    private final LeadSeedSql sql;
    private final Folding folding;
    private final Pipelines pipelines;
    private final Tags tags;
    private final Users users;
    private final LeadEvents events;
    private final Audit audit;
    private final TransactionTemplate tx;
    private final Clock clock;

    @SuppressWarnings("TooManyParameters") // it stands in for everything that makes a lead
    LeadSeed(
            LeadSeedSql sql,
            Folding folding,
            Pipelines pipelines,
            Tags tags,
            Users users,
            LeadEvents events,
            Audit audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.sql = sql;
        this.folding = folding;
        this.pipelines = pipelines;
        this.tags = tags;
        this.users = users;
        this.events = events;
        this.audit = audit;
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
            var imagined = imagine(caller, now);
            var next = make(maker, caller, imagined, 0, leads);
            while (made < leads) {
                var rows = await(next);
                var before = made;
                made += chunk(made, leads);
                if (made < leads) {
                    next = make(maker, caller, imagined, made, leads);
                }
                var count = made - before;
                tx.executeWithoutResult(status -> insert(caller, rows, count, now));
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

    private ImaginedLeads imagine(Caller caller, Instant now) {
        return tx.execute(status -> {
            var pipeline = pipelines.entry(caller, null).orElseThrow().pipelineId();
            var stages = pipelines.stagesOf(caller, List.of(pipeline)).getOrDefault(pipeline, List.of());
            return new ImaginedLeads(
                    stages, tags.ensure(caller, ImaginedLeads.TAGS), colleagues(caller), caller.defaultCountry(), now);
        });
    }

    private List<Long> colleagues(Caller caller) {
        var known = users.list(caller, new Slice(0, 20)).items();
        if (known.size() < ENOUGH_USERS) {
            for (var person : Map.of("Maya Okafor", "maya", "Jonas Lindqvist", "jonas", "Lucía Romero", "lucia")
                    .entrySet()) {
                var email = person.getValue() + ".seed@example.com";
                if (users.find(caller, email).isEmpty()) {
                    users.create(caller, new NewUser(person.getKey(), email, Role.AGENT, null, null));
                }
            }
        }
        return users.list(caller, new Slice(0, 20)).items().stream()
                .map(User::id)
                .toList();
    }

    private Future<byte[]> make(
            java.util.concurrent.ExecutorService maker, Caller caller, ImaginedLeads imagined, int made, int leads) {
        return maker.submit(() -> {
            var rows = new CopyRows(LeadSeedSql.COLUMNS);
            var number = made;
            for (var id : sql.newIds(chunk(made, leads))) {
                // More and more of them: half of the leads came in the last four and a half months.
                var age = 1 - Math.pow((number++ + 0.5) / leads, 0.7);
                var lead = imagined.next(id, age, SPAN);
                LeadSeedSql.write(rows, lead, LeadIndex.of(folding, caller.workspaceId(), lead));
            }
            return rows.end();
        });
    }

    private void insert(Caller caller, byte[] rows, int count, Instant now) {
        sql.insert(caller.workspaceId(), rows);
        events.record(caller, now, NewLeadEvent.seeded(count));
        audit.record(caller, "leads.seeded", null, null, Map.of("leads", count));
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
