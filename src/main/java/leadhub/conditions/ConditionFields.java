package leadhub.conditions;

import java.util.List;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.conditions.ConditionField.Choice;
import leadhub.fields.Fields;
import leadhub.pipelines.LostReasons;
import leadhub.pipelines.Pipelines;
import leadhub.tags.Tags;
import leadhub.users.RemovedUser;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** The fields that conditions can use in a workspace. They are cached, so no statement is needed. */
@Component
public class ConditionFields {
    private final OwnFields own;
    private final Fields fields;
    private final Pipelines pipelines;
    private final Users users;
    private final Tags tags;
    private final LostReasons reasons;

    // Six, one for each kind of record that a condition may name.
    ConditionFields(OwnFields own, Fields fields, Pipelines pipelines, Users users, Tags tags, LostReasons reasons) {
        this.reasons = reasons;
        this.own = own;
        this.fields = fields;
        this.pipelines = pipelines;
        this.users = users;
        this.tags = tags;
    }

    /** All fields with their choices, custom ones last. */
    public List<ConditionField> all(Caller caller) {
        return Stream.concat(
                        own.all().stream().map(field -> withChoices(caller, field)),
                        fields.all(caller).stream().map(ConditionField::of))
                .toList();
    }

    private ConditionField withChoices(Caller caller, ConditionField field) {
        return switch (field.name()) {
            case "pipeline_id" ->
                field.choosing(pipelines.all(caller).pipelines().stream()
                        .map(pipeline -> choice(pipeline.id(), pipeline.name()))
                        .toList());
            case "pipeline_stage_id" -> field.choosing(stages(caller));
            case "assigned_user_id" ->
                field.choosing(Stream.concat(
                                users.all(caller).stream().map(user -> choice(user.id(), user.name())),
                                users.removed(caller).stream().map(ConditionFields::choice))
                        .toList());
            case "tag_ids" ->
                field.choosing(tags.all(caller).stream()
                        .map(tag -> choice(tag.id(), tag.name()))
                        .toList());
            case "lost_reason" ->
                field.choosing(reasons.rules(caller).reasons().stream()
                        .map(reason -> new Choice(reason.name(), reason.name(), ""))
                        .toList());
            default -> field;
        };
    }

    private List<Choice> stages(Caller caller) {
        var all = pipelines.all(caller);
        return all.pipelines().stream()
                .flatMap(pipeline -> all.stagesOf(pipeline.id()).stream()
                        .map(stage -> choice(stage.id(), pipeline.name() + " · " + stage.name())))
                .toList();
    }

    /** What they left behind can still be asked for. */
    private static Choice choice(RemovedUser user) {
        return new Choice(Long.toString(user.id()), user.name(), "user.removed");
    }

    private static Choice choice(long id, String name) {
        return new Choice(Long.toString(id), name, "");
    }
}
