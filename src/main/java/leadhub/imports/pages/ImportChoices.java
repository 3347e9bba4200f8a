package leadhub.imports.pages;

import java.util.List;
import leadhub.base.Caller;
import leadhub.fields.CustomField;
import leadhub.fields.Fields;
import leadhub.imports.files.LeadTargets;
import leadhub.pipelines.AllPipelines;
import leadhub.pipelines.Pipelines;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** What an import can be told to do with its rows. */
@Component
class ImportChoices {
    private final Pipelines pipelines;
    private final Users users;
    private final Fields fields;

    ImportChoices(Pipelines pipelines, Users users, Fields fields) {
        this.pipelines = pipelines;
        this.users = users;
        this.fields = fields;
    }

    /**
     * @param users who may own leads
     * @param targets the fields of leads that columns can be, but for the workspace's own
     */
    public record Choices(AllPipelines pipelines, List<User> users, List<String> targets, List<CustomField> fields) {

        boolean isOffered(String target) {
            return targets.contains(target)
                    || fields.stream().anyMatch(field -> field.path().equals(target));
        }
    }

    Choices of(Caller caller) {
        var active = users.all(caller).stream()
                .filter(user -> user.status() == Status.ACTIVE)
                .toList();
        return new Choices(pipelines.all(caller), active, LeadTargets.all(List.of()), fields.all(caller));
    }
}
