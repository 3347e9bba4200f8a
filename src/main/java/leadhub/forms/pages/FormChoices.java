package leadhub.forms.pages;

import java.util.List;
import leadhub.base.Caller;
import leadhub.conditions.ConditionField.Choice;
import leadhub.fields.CustomField;
import leadhub.fields.Fields;
import leadhub.leads.record.LeadFields;
import leadhub.pipelines.Pipelines;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** What there is to choose from in the builder. */
@Component
public class FormChoices {
    private final Pipelines pipelines;
    private final Users users;
    private final Fields fields;

    FormChoices(Pipelines pipelines, Users users, Fields fields) {
        this.pipelines = pipelines;
        this.users = users;
        this.fields = fields;
    }

    /**
     * The workspace's own.
     *
     * @param stages with their pipelines' names
     * @param leadFields the names of fields that a form may fill in
     */
    public record Choices(
            List<Choice> stages, List<User> users, List<String> leadFields, List<CustomField> customFields) {}

    Choices of(Caller caller) {
        var all = pipelines.all(caller);
        var stages = all.pipelines().stream()
                .flatMap(pipeline -> all.stagesOf(pipeline.id()).stream()
                        .map(stage ->
                                new Choice(Long.toString(stage.id()), pipeline.name() + " · " + stage.name(), "")))
                .toList();
        var active = users.all(caller).stream()
                .filter(user -> user.status() == Status.ACTIVE)
                .toList();
        var own = LeadFields.names(LeadFields.LINES);
        return new Choices(stages, active, own, fields.all(caller));
    }
}
