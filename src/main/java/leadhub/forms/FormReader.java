package leadhub.forms;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.conditions.Today;
import leadhub.forms.fields.FieldsReader;
import leadhub.forms.fields.FormField;
import leadhub.leads.matching.MatchingSettings;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;

/** Reads forms from bodies of the API. */
@Component
public class FormReader {
    /** What a form asks of which nothing was said. */
    private static final String USUAL_FIELDS = """
            {"fields": [
                {"key": "first_name", "type": "text"},
                {"key": "last_name", "type": "text"},
                {"key": "email", "type": "email", "required": true},
                {"key": "phone", "type": "phone"},
                {"key": "message", "type": "textarea", "map_to": "notes"}]}
            """;

    private final MatchingSettings matching;
    private final Clock clock;

    FormReader(MatchingSettings matching, Clock clock) {
        this.matching = matching;
        this.clock = clock;
    }

    /** A form to be made; published where nothing else is said. */
    public FormTerms create(Caller caller, Input input) {
        input.require("name");
        var usual = new FormTerms("", null, FormStatus.PUBLISHED, usualFields(caller), usualSettings(caller));
        return change(caller, input, usual.settings()).over(usual);
    }

    /** What is set. */
    public FormChange change(Caller caller, Input input, FormSettings before) {
        var fields = FieldsReader.read(input, today(caller));
        var change = new FormChange(
                input.solidText("name", Form.MOST_NAME),
                input.text("description", Form.MOST_DESCRIPTION),
                status(input),
                fields == null ? Change.keep() : Change.set(fields),
                SettingsReader.read(input, before));
        input.errors().check();
        return change;
    }

    private static Change<FormStatus> status(Input input) {
        return input.text("status", 50).map(word -> {
            if (word == null) {
                return FormStatus.PUBLISHED;
            }
            var status = FormStatus.ofWord(word);
            if (status.isEmpty()) {
                input.reject("status", Refusal.of("in"));
            }
            return status.orElse(FormStatus.DRAFT);
        });
    }

    /** What becomes of known people is for the workspace to say, until the form says otherwise. */
    private FormSettings usualSettings(Caller caller) {
        var settings = FormSettings.usual();
        settings.json().put("duplicate_policy", matching.rules(caller).forms());
        return settings;
    }

    private List<FormField> usualFields(Caller caller) {
        return Objects.requireNonNull(FieldsReader.read(new Input(Json.MAPPER.readTree(USUAL_FIELDS)), today(caller)));
    }

    private Today today(Caller caller) {
        return Today.of(Times.now(clock), caller.region().zone());
    }
}
