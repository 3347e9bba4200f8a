package leadhub.integrations.fetching;

import java.time.Duration;
import java.util.List;
import leadhub.integrations.FetchQueue;
import leadhub.jobs.WorkThreads;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Asks providers with the server, apart from its jobs: however long a provider takes, mails and bulk changes don't wait for it. */
@Component
public class FetchThreads extends WorkThreads {
    private final FetchDispatcher dispatcher;

    FetchThreads(
            FetchDispatcher dispatcher,
            FetchQueue queue,
            @Value("${leadhub.integrations.poll:1s}") Duration poll,
            @Value("${leadhub.intake.work:true}") boolean works) {
        super(queue, new Plan("fetches", 1, poll, works));
        this.dispatcher = dispatcher;
    }

    @Override
    protected List<Long> due(int most) {
        return dispatcher.due(most);
    }

    @Override
    protected void look(long workspaceId) {
        dispatcher.look(workspaceId);
    }

    @Override
    protected boolean isIdle() {
        return dispatcher.isIdle();
    }
}
