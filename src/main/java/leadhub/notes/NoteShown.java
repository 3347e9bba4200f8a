package leadhub.notes;

import gg.jte.Content;
import leadhub.base.Caller;
import leadhub.panel.FormErrors;

/**
 * A note as somebody sees it.
 *
 * @param text as it is shown
 * @param mistake what is wrong in a form, this note's or another one
 */
public record NoteShown(Caller caller, LeadNote note, Content text, FormErrors mistake) {
    /** The name of the note's form. */
    public String form() {
        return form(note);
    }

    static String form(LeadNote note) {
        return "note-" + note.id();
    }

    public boolean mayChange() {
        return LeadNotes.mayChange(caller, note);
    }

    public boolean mayDelete() {
        return LeadNotes.mayDelete(caller, note);
    }
}
