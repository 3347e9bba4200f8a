package leadhub.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.fields.CustomField;
import leadhub.fields.Fields;
import leadhub.pipelines.Pipelines;
import leadhub.scoring.RuleField.Choice;
import leadhub.scoring.RuleField.Shape;
import org.springframework.stereotype.Component;

/** The fields that rules of a workspace may look at: a lead's own, and custom ones. */
@Component
class RuleFields {
    private static final List<String> TEXTS = List.of(
            "source", "country", "industry", "company_size", "job_title", "company", "email", "phone", "linkedin_url");
    /** As the API spells them. */
    private static final List<String> STATUSES = List.of("new", "contacted", "qualified", "converted", "lost");

    private static final List<Choice> YES_OR_NO =
            List.of(Choice.worded("true", "scoring.yes"), Choice.worded("false", "scoring.no"));

    private final Fields fields;
    private final Pipelines pipelines;

    RuleFields(Fields fields, Pipelines pipelines) {
        this.fields = fields;
        this.pipelines = pipelines;
    }

    /** All of them, custom ones last. */
    List<RuleField> all(Caller caller) {
        var all = new ArrayList<RuleField>();
        TEXTS.forEach(name -> all.add(new RuleField(name, null, Shape.TEXT, List.of())));
        all.add(new RuleField(
                "status",
                null,
                Shape.CHOICE,
                STATUSES.stream()
                        .map(word -> Choice.worded(word, "status." + word))
                        .toList()));
        all.add(new RuleField("stage", null, Shape.CHOICE, stages(caller)));
        all.add(new RuleField("tags", null, Shape.LIST, List.of()));
        all.add(new RuleField("deal_value", null, Shape.NUMBER, List.of()));
        all.add(new RuleField("starred", null, Shape.YES_NO, YES_OR_NO));
        fields.all(caller).forEach(field -> all.add(custom(field)));
        return all;
    }

    Optional<RuleField> find(Caller caller, String name) {
        return all(caller).stream().filter(field -> field.name().equals(name)).findFirst();
    }

    private List<Choice> stages(Caller caller) {
        var all = pipelines.all(caller);
        return all.pipelines().stream()
                .flatMap(pipeline -> all.stagesOf(pipeline.id()).stream()
                        .map(stage -> Choice.named(Long.toString(stage.id()), pipeline.name() + " · " + stage.name())))
                .toList();
    }

    private static RuleField custom(CustomField field) {
        var shape = switch (field.kind()) {
            case TEXT, URL -> Shape.TEXT;
            case NUMBER -> Shape.NUMBER;
            case DATE -> Shape.DATE;
            case DROPDOWN -> Shape.CHOICE;
            case MULTI_SELECT -> Shape.LIST;
            case CHECKBOX -> Shape.YES_NO;
        };
        var choices = shape == Shape.YES_NO
                ? YES_OR_NO
                : field.options().stream()
                        .map(option -> Choice.named(option, option))
                        .toList();
        return new RuleField(field.path(), field.label(), shape, choices);
    }
}
