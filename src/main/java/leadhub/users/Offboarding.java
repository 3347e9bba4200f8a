package leadhub.users;

import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Removes or suspends somebody, and deals with the keys and leads that they leave behind. */
@Service
public class Offboarding {
    private final Users users;
    private final UserKeys keys;
    private final UserLeads leads;

    Offboarding(Users users, UserKeys keys, UserLeads leads) {
        this.users = users;
        this.keys = keys;
        this.leads = leads;
    }

    /**
     * What somebody leaves behind.
     *
     * @param keys the names of the keys that they created
     * @param heirs the users who can get their leads
     */
    public record LeftBehind(User user, List<String> keys, long leads, List<User> heirs) {
        /** Whether there are agents to distribute the leads among. */
        public boolean hasAgents() {
            return heirs.stream().anyMatch(heir -> heir.role() == Role.AGENT);
        }
    }

    public LeftBehind look(Caller caller, long id) {
        caller.require(Role.ADMIN);
        var heirs = users.all(caller).stream()
                .filter(user -> user.id() != id && user.status() == Status.ACTIVE)
                .filter(user -> user.role().covers(Role.AGENT))
                .toList();
        return new LeftBehind(users.get(caller, id), keys.madeBy(caller, id), leads.count(caller, id), heirs);
    }

    /** @param isForced even if something names the user */
    public record How(boolean revokesKeys, boolean isForced) {}

    /** @param to null leaves the leads with the removed user */
    @Transactional
    public void remove(Caller caller, long id, How how, @Nullable HandOver to) {
        caller.require(Role.ADMIN);
        if (!how.isForced()) {
            users.requireUnused(caller, id);
        }
        users.delete(caller, id, how.revokesKeys());
        if (to != null) {
            leads.handOver(caller, id, to);
        }
    }

    @Transactional
    public void suspend(Caller caller, long id, boolean revokesKeys) {
        caller.require(Role.ADMIN);
        var suspended = new UserChange(Change.keep(), Change.keep(), Change.set(Status.SUSPENDED), Change.keep());
        users.change(caller, id, suspended, revokesKeys);
    }
}
