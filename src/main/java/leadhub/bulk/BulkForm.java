package leadhub.bulk;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import leadhub.actions.ActionConfig;
import leadhub.base.Refusal;
import leadhub.tags.Tag;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;

/** Reads what to do with the selected leads: the first choice that the form has, then a tag. */
final class BulkForm {
    private static final int MOST = 50;
    private static final int MOST_REASON = 255;
    private static final int MOST_NOTE = 5_000;

    /** The fields of the form, and what each asks for. */
    private static final List<Choice> CHOICES = List.of(
            new Choice("status", "change_status", true, word -> Optional.of(ActionConfig.of("status", word))),
            new Choice("assigned_user_id", "assign", false, BulkForm::owner),
            new Choice("pipeline_stage_id", "move_stage", true, word -> id("pipeline_stage_id", word)),
            new Choice("untag", "remove_tag", false, word -> id("tag_id", word)));

    /** @param mayLose whether leads may be lost by it, which has a reason and perhaps a note */
    private record Choice(
            String field, String action, boolean mayLose, Function<String, Optional<ActionConfig>> read) {}

    private BulkForm() {}

    static Optional<NewBulkChange> read(Input form) {
        for (var choice : CHOICES) {
            var word = word(form, choice.field());
            if (word != null) {
                var config = choice.read().apply(word);
                if (config.isEmpty()) {
                    form.reject(choice.field(), Refusal.of("in"));
                }
                return config.map(given -> choice.mayLose() ? losing(form, given) : given)
                        .map(given -> new NewBulkChange(choice.action(), given, choice.field()));
            }
        }
        var tag = form.text("tag", Tag.MOST_CHARACTERS).over(null);
        return Optional.ofNullable(tag).map(name -> new NewBulkChange("add_tag", ActionConfig.of("tag", name), "tag"));
    }

    private static ActionConfig losing(Input form, ActionConfig given) {
        var reason = form.text("lost_reason", MOST_REASON).over(null);
        var note = form.text("lost_note", MOST_NOTE).over(null);
        var why = reason == null ? given : given.with("lost_reason", reason);
        return note == null ? why : why.with("lost_note", note);
    }

    private static @Nullable String word(Input form, String field) {
        return form.text(field, MOST).over(null);
    }

    private static Optional<ActionConfig> owner(String word) {
        return word.equals("nobody")
                ? Optional.of(ActionConfig.of("mode", "nobody"))
                : id("user_id", word).map(config -> config.with("mode", "user"));
    }

    private static Optional<ActionConfig> id(String key, String word) {
        return word.matches("[0-9]{1,18}") ? Optional.of(ActionConfig.of(key, Long.parseLong(word))) : Optional.empty();
    }
}
