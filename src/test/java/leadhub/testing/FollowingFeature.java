package leadhub.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.events.LeadEvent;
import leadhub.events.LeadEventListener;
import org.springframework.stereotype.Component;

/** A feature that writes down what it is told of leads, in workspaces that ask for it. */
@Component
public class FollowingFeature implements LeadEventListener {
    /** What it does with an event that it doesn't like. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Audit audit;
    private final Map<Long, Predicate<LeadEvent>> followed = new ConcurrentHashMap<>();

    FollowingFeature(Audit audit) {
        this.audit = audit;
    }

    /** @param accepts what isn't refused */
    public void follow(TestWorkspace workspace, Predicate<LeadEvent> accepts) {
        followed.put(workspace.id(), accepts);
    }

    @Override
    public void happened(Caller caller, List<LeadEvent> events) {
        var accepts = followed.get(caller.workspaceId());
        if (accepts == null) {
            return;
        }
        if (!events.stream().allMatch(accepts)) {
            throw new Refused();
        }
        var entries = events.stream()
                .map(event -> new Audit.NewEntry(event.leadId(), null, Json.write(Map.of("told", told(event)))))
                .toList();
        audit.recordAll(caller, "test.followed", entries);
    }

    private static List<String> told(LeadEvent event) {
        return event.publicKinds().isEmpty()
                ? List.of(event.kind().word())
                : event.published().stream()
                        .map(one -> one.kind().word() + " " + one.id().sequence())
                        .toList();
    }
}
