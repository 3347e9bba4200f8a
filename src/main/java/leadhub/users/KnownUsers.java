package leadhub.users;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.base.Slice;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import org.springframework.stereotype.Component;

/** The users of a workspace, cached for the pages that show names: the first ones if there are very many, and all removed ones. */
@Component
class KnownUsers {
    /** As many as a person can reasonably choose from. */
    private static final Slice MANY = new Slice(0, 200);

    private final Remembered<People> known;

    private record People(List<User> users, List<RemovedUser> removed, Map<Long, LocalDate> awayUntil) {}

    KnownUsers(UserSql sql, Signals signals) {
        this.known = new Remembered<>(
                signals,
                "users",
                workspaceId -> new People(
                        sql.list(workspaceId, MANY).items(), sql.removed(workspaceId), sql.awayUntil(workspaceId)));
    }

    List<User> get(Caller caller) {
        return known.get(caller.workspaceId()).users();
    }

    List<RemovedUser> removed(Caller caller) {
        return known.get(caller.workspaceId()).removed();
    }

    Map<Long, LocalDate> awayUntil(Caller caller) {
        return known.get(caller.workspaceId()).awayUntil();
    }

    /** Called when the current transaction changes a user. */
    void changed(Caller caller) {
        known.changed(caller.workspaceId());
    }
}
