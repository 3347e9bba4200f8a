package leadhub.notes;

import java.util.List;
import leadhub.base.Caller;
import leadhub.panel.FormErrors;

/**
 * The notes on a lead as somebody sees them.
 *
 * @param older the id to continue from; 0 if there is nothing older
 */
public record NoteList(Caller caller, long leadId, List<LeadNote> notes, long older, FormErrors mistake) {
    /** The name of the form for a new note. */
    public static final String NEW = "new-note";

    /** The name of a note's form. */
    public static String form(LeadNote note) {
        return "note-" + note.id();
    }

    public boolean mayChange(LeadNote note) {
        return LeadNotes.mayChange(caller, note);
    }

    public boolean mayDelete(LeadNote note) {
        return LeadNotes.mayDelete(caller, note);
    }
}
