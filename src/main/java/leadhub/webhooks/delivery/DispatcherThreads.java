package leadhub.webhooks.delivery;

import java.time.Duration;
import java.util.List;
import leadhub.jobs.WorkThreads;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Delivers webhooks with the server, and writes down what came of it. */
@Component
public class DispatcherThreads extends WorkThreads {
    private final Dispatcher dispatcher;
    private final ResultWriter results;
    private @Nullable Thread writing;

    DispatcherThreads(
            Dispatcher dispatcher,
            ResultWriter results,
            DeliveryQueue queue,
            @Value("${leadhub.webhooks.poll}") Duration poll,
            @Value("${leadhub.webhooks.deliver:true}") boolean delivers) {
        super(queue, new Plan("webhooks", 1, poll, delivers));
        this.dispatcher = dispatcher;
        this.results = results;
    }

    @Override
    public synchronized void start() {
        super.start();
        if (isRunning() && writing == null) {
            writing = Thread.ofPlatform().daemon().name("webhook results").start(results::run);
        }
    }

    @Override
    public synchronized void stop() {
        super.stop();
        if (writing != null) {
            writing.interrupt();
            writing = null;
        }
    }

    @Override
    protected List<Long> due(int most) {
        return dispatcher.due(most);
    }

    @Override
    protected boolean awaitRoom(Duration patience) throws InterruptedException {
        return dispatcher.awaitRoom(patience);
    }

    @Override
    protected void look(long workspaceId) {
        dispatcher.deliver(workspaceId);
    }

    @Override
    protected boolean isIdle() {
        return dispatcher.isIdle();
    }
}
