package leadhub.notes;

import java.util.List;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionField;
import leadhub.actions.ActionKind;
import leadhub.actions.ActionRequest;
import leadhub.base.Caller;
import org.springframework.stereotype.Component;

/** Adds a note to a lead. */
@Component
final class AddNote implements ActionKind {
    private static final String TEXT = "text";

    private final LeadNotes notes;

    AddNote(LeadNotes notes) {
        this.notes = notes;
    }

    @Override
    public String key() {
        return "add_note";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(ActionField.required(TEXT, ActionField.Type.TEXT));
    }

    @Override
    public Action check(ActionRequest request) {
        return new Action(key(), ActionConfig.of(TEXT, request.text(TEXT, LeadNote.MOST_CHARACTERS)), null);
    }

    @Override
    public void apply(Caller caller, long leadId, ActionConfig config) {
        notes.add(caller, leadId, config.text(TEXT));
    }
}
