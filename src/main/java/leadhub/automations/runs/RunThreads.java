package leadhub.automations.runs;

import java.time.Duration;
import java.util.List;
import leadhub.jobs.WorkThreads;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Runs automations with the server. */
@Component
public class RunThreads extends WorkThreads {
    private final RunDispatcher dispatcher;

    RunThreads(
            RunDispatcher dispatcher,
            RunQueue queue,
            @Value("${leadhub.automations.poll}") Duration poll,
            @Value("${leadhub.webhooks.deliver:true}") boolean works) {
        super(queue, new Plan("automations", 1, poll, works));
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
