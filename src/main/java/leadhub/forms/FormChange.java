package leadhub.forms;

import java.util.List;
import leadhub.base.Change;
import leadhub.forms.fields.FormField;
import org.jspecify.annotations.Nullable;

/** What is to be changed about a form. */
public record FormChange(
        Change<String> name,
        Change<@Nullable String> description,
        Change<FormStatus> status,
        Change<List<FormField>> fields,
        Change<FormSettings> settings) {

    /** Leaves all of it alone but whether it takes submissions. */
    public static FormChange toStatus(FormStatus status) {
        return new FormChange(Change.keep(), Change.keep(), Change.set(status), Change.keep(), Change.keep());
    }

    FormTerms over(FormTerms before) {
        return new FormTerms(
                name.over(before.name()),
                description.over(before.description()),
                status.over(before.status()),
                fields.over(before.fields()),
                settings.over(before.settings()));
    }
}
