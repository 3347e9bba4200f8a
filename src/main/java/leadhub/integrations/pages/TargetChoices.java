package leadhub.integrations.pages;

import java.util.List;
import leadhub.base.Caller;
import leadhub.pipelines.AllPipelines;
import leadhub.pipelines.Pipelines;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** Where leads of an integration can go. */
@Component
class TargetChoices {
    private final Pipelines pipelines;
    private final Users users;

    TargetChoices(Pipelines pipelines, Users users) {
        this.pipelines = pipelines;
        this.users = users;
    }

    /** @param users who may own leads */
    record Choices(AllPipelines pipelines, List<User> users) {}

    Choices of(Caller caller) {
        var active = users.all(caller).stream()
                .filter(user -> user.status() == Status.ACTIVE)
                .toList();
        return new Choices(pipelines.all(caller), active);
    }
}
