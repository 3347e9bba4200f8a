package leadhub.tasks;

import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.leads.Visibility;
import leadhub.leads.record.Lead;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may be given the tasks of a lead. */
@Component
class TaskWorkers {
    private final Users users;
    private final Visibility visibility;

    TaskWorkers(Users users, Visibility visibility) {
        this.users = users;
        this.visibility = visibility;
    }

    /** A task given to somebody who doesn't see its lead would be seen by nobody. */
    void require(Caller caller, Lead lead, @Nullable Long userId) {
        if (userId != null
                && users.find(caller, userId)
                        .filter(user -> visibility.worksOn(caller, user, lead))
                        .isEmpty()) {
            throw Problem.invalid("assigned_user_id", Refusal.of("in")).exception();
        }
    }
}
