package leadhub.tasks;

import java.time.Instant;
import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Slice;
import leadhub.leads.Visibility;
import org.springframework.stereotype.Service;

/** What the caller and their team have to do, of whichever lead the caller sees. */
@Service
public class OwnTasks {
    private final AgendaSql sql;
    private final Visibility visibility;

    OwnTasks(AgendaSql sql, Visibility visibility) {
        this.sql = sql;
        this.visibility = visibility;
    }

    /** What the caller has to do, the most urgent first; nothing for what isn't a user. */
    public List<LeadTask> open(Caller caller, Slice slice) {
        return caller.actor().kind() == Actor.Kind.USER
                ? open(caller, new Agenda(caller.actor().id(), null), slice)
                : List.of();
    }

    /** What is to be done, the most urgent first. */
    public List<LeadTask> open(Caller caller, Agenda agenda, Slice slice) {
        return sql.open(caller.workspaceId(), agenda, visibility.of(caller), slice);
    }

    /** What was done since then, the latest first. */
    public List<LeadTask> done(Caller caller, Agenda agenda, Instant since, int most) {
        return sql.done(caller.workspaceId(), agenda, visibility.of(caller), since, most);
    }
}
