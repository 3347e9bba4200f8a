package leadhub.leads;

import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.users.User;

/** Which leads somebody sees: agents their own and those that nobody has, everybody else all. */
public final class Sight {
    private Sight() {}

    /** Whether there are leads that a caller doesn't see. */
    public static boolean isNarrow(Caller caller) {
        return caller.role() == Role.AGENT && caller.actor().kind() == Actor.Kind.USER;
    }

    static boolean sees(Caller caller, Lead lead) {
        var owner = lead.assignedUserId();
        return !isNarrow(caller) || owner == null || owner == caller.actor().id();
    }

    /** Whether a caller sees the leads of that owner; 0 for nobody's. */
    static boolean seesOf(Caller caller, long ownerId) {
        return !isNarrow(caller) || ownerId == 0 || ownerId == caller.actor().id();
    }

    /** Whether that user sees the lead and may change it. */
    public static boolean worksOn(User user, Lead lead) {
        var owner = lead.assignedUserId();
        return user.role().covers(Role.MANAGER) || user.role() == Role.AGENT && (owner == null || owner == user.id());
    }
}
