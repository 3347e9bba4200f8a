package leadhub.notes;

import gg.jte.Content;
import java.util.List;
import leadhub.base.Caller;
import leadhub.panel.FormErrors;

/**
 * A note as somebody sees it.
 *
 * @param text as it is shown
 * @param mistake what is wrong in a form, this note's or another one
 */
public record NoteShown(Caller caller, NoteWithFiles found, Content text, FormErrors mistake) {
    public LeadNote note() {
        return found.note();
    }

    public List<NoteWithFiles.Attached> files() {
        return found.files();
    }

    /** Where people download one of them. */
    public String path(NoteWithFiles.Attached file) {
        return "/leads/" + note().leadId() + "/files/" + file.id();
    }

    /** The name of the note's form. */
    public String form() {
        return form(note());
    }

    static String form(LeadNote note) {
        return "note-" + note.id();
    }

    public boolean mayChange() {
        return LeadNotes.mayChange(caller, note());
    }

    public boolean mayDelete() {
        return LeadNotes.mayDelete(caller, note());
    }
}
