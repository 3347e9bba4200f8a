package leadhub.bench;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One new lead a second, as in a workspace that is in use. */
final class Arrivals implements AutoCloseable {
    private final ScheduledExecutorService everySecond = Executors.newSingleThreadScheduledExecutor();
    private final HttpConnection connection;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    Arrivals(ServerChild server, Site site) throws IOException {
        connection = server.connect();
        everySecond.scheduleAtFixedRate(() -> arrive(site), 0, 1, TimeUnit.SECONDS);
    }

    private void arrive(Site site) {
        try {
            if (connection.send(Operations.create(site)) != 201) {
                refused.incrementAndGet();
            }
            count.incrementAndGet();
        } catch (IOException e) {
            refused.incrementAndGet();
        }
    }

    int count() {
        return count.get();
    }

    @Override
    public void close() throws Exception {
        everySecond.shutdown();
        everySecond.awaitTermination(1, TimeUnit.MINUTES);
        connection.close();
        if (refused.get() > 0) {
            throw new IllegalStateException(refused + " of the leads that came in each second were refused.");
        }
    }
}
