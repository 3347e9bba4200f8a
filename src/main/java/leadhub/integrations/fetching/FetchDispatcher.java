package leadhub.integrations.fetching;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import leadhub.integrations.FetchClaims;
import leadhub.integrations.FetchQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes what is to be fetched in a workspace, as far as there is room, and has it fetched. */
@Component
public class FetchDispatcher {
    private static final Logger log = LoggerFactory.getLogger(FetchDispatcher.class);

    private final FetchQueue queue;
    private final FetchClaims claims;
    private final FetchSlots slots;
    private final Fetches fetches;
    private final Backfills backfills;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Work> underWay = ConcurrentHashMap.newKeySet();

    private record Work(FetchSlots.Slot slot, long id) {}

    FetchDispatcher(FetchQueue queue, FetchClaims claims, FetchSlots slots, Fetches fetches, Backfills backfills) {
        this.queue = queue;
        this.claims = claims;
        this.slots = slots;
        this.fetches = fetches;
        this.backfills = backfills;
    }

    boolean isIdle() {
        return slots.isIdle();
    }

    List<Long> due(int most) {
        return claims.workspaces(most);
    }

    /** Has what is due fetched, as far as there is room. */
    void look(long workspaceId) {
        // Before the room is looked at: what is over meanwhile makes more.
        slots.await(workspaceId);
        var lead = new FetchSlots.Slot(workspaceId, FetchSlots.Kind.LEAD);
        var page = new FetchSlots.Slot(workspaceId, FetchSlots.Kind.PAGE);
        var leads = slots.room(lead);
        var pages = slots.room(page);
        if (leads == 0 && pages == 0) {
            return;
        }
        var claimed = claims.claim(workspaceId, leads, pages);
        if (claimed.rows().size() < leads && claimed.backfills().size() < pages) {
            slots.stopWaiting(workspaceId);
        }
        claimed.rows().forEach(id -> begin(new Work(lead, id), () -> fetches.fetch(workspaceId, id)));
        claimed.backfills().forEach(id -> begin(new Work(page, id), () -> backfills.step(workspaceId, id)));
    }

    /** A lease may end, for clocks are adjusted, while its work goes on. */
    private void begin(Work one, Runnable work) {
        if (!underWay.add(one)) {
            return;
        }
        slots.take(one.slot());
        threads.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                // It is found again when its lease ends.
                log.warn("Something couldn't be fetched: {}", e.toString());
            } finally {
                underWay.remove(one);
                slots.release(one.slot()).forEach(queue::add);
            }
        });
    }
}
