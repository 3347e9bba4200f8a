package leadhub.leads;

import java.util.ArrayList;
import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.leads.record.Lead;
import leadhub.users.RemovedUser;
import leadhub.users.User;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which leads somebody sees: agents their own and those that nobody has, everybody else all. What somebody had who was
 * removed, nobody has. All is remembered: no statement is needed.
 */
@Component
public final class Visibility {
    private final Users users;

    Visibility(Users users) {
        this.users = users;
    }

    /** Whether there are leads that a caller doesn't see. */
    private static boolean isNarrow(Caller caller) {
        return caller.role() == Role.AGENT && caller.actor().kind() == Actor.Kind.USER;
    }

    /** Whose leads a caller sees, beside those without an owner; null for everybody's. */
    public @Nullable Owners of(Caller caller) {
        return isNarrow(caller) ? withRemoved(caller, List.of(caller.actor().id())) : null;
    }

    /** Whose leads have nobody any more who looks after them. */
    public Owners removed(Caller caller) {
        return withRemoved(caller, List.of());
    }

    private Owners withRemoved(Caller caller, List<Long> more) {
        var ids = new ArrayList<>(more);
        users.removed(caller).stream().map(RemovedUser::id).forEach(ids::add);
        return new Owners(ids);
    }

    public boolean sees(Caller caller, Lead lead) {
        return !isNarrow(caller) || isOpenTo(caller, caller.actor().id(), lead.assignedUserId());
    }

    /** Whether a caller sees the leads of that owner; 0 for nobody's. */
    public boolean seesOf(Caller caller, long ownerId) {
        return !isNarrow(caller) || isOpenTo(caller, caller.actor().id(), ownerId == 0 ? null : ownerId);
    }

    /** Whether nobody looks after a lead, or nobody any more. */
    public boolean isNobodys(Caller caller, Lead lead) {
        return isOpenTo(caller, 0, lead.assignedUserId());
    }

    /** Whether that user of the caller's workspace sees the lead and may change it. */
    public boolean worksOn(Caller caller, User user, Lead lead) {
        return user.role().covers(Role.MANAGER)
                || user.role() == Role.AGENT && isOpenTo(caller, user.id(), lead.assignedUserId());
    }

    private boolean isOpenTo(Caller caller, long userId, @Nullable Long owner) {
        return owner == null
                || owner == userId
                || users.removed(caller).stream().anyMatch(removed -> removed.id() == owner);
    }
}
