package leadhub.notes;

import java.util.List;
import leadhub.base.Caller;
import leadhub.leads.LeadNoteWriter;
import leadhub.leads.record.Lead;
import org.springframework.stereotype.Component;

/** Writes what people say of a change as a plain note. */
@Component
class NotesOnChanges implements LeadNoteWriter {
    private final LeadNotes notes;

    NotesOnChanges(LeadNotes notes) {
        this.notes = notes;
    }

    @Override
    public void write(Caller caller, long leadId, String text) {
        notes.add(caller, leadId, text);
    }

    @Override
    public void writeOnAll(Caller caller, List<Lead> leads, String text, long changeId) {
        notes.addToAll(caller, leads, text, changeId);
    }
}
