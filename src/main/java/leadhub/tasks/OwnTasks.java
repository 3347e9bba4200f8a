package leadhub.tasks;

import java.time.Instant;
import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Slice;
import leadhub.leads.Visibility;
import org.springframework.stereotype.Service;

/** What somebody has to do, of whichever lead they see. */
@Service
public class OwnTasks {
    private final LeadTaskSql sql;
    private final Visibility visibility;

    OwnTasks(LeadTaskSql sql, Visibility visibility) {
        this.sql = sql;
        this.visibility = visibility;
    }

    /** What the caller has to do, the most urgent first; nothing for what isn't a user. */
    public List<LeadTask> open(Caller caller, Slice slice) {
        return caller.actor().kind() == Actor.Kind.USER
                ? sql.openOf(caller.workspaceId(), caller.actor().id(), visibility.of(caller), slice)
                : List.of();
    }

    /** What the caller had to do and was done since then, the latest first. */
    public List<LeadTask> done(Caller caller, Instant since, int most) {
        return caller.actor().kind() == Actor.Kind.USER
                ? sql.doneOf(caller.workspaceId(), caller.actor().id(), visibility.of(caller), since, most)
                : List.of();
    }
}
