package leadhub.notes;

import java.util.List;
import leadhub.panel.FormErrors;
import leadhub.users.User;

/**
 * The form for a new note.
 *
 * @param people who can be named in it
 */
public record NewNoteForm(long leadId, List<User> people, FormErrors mistake) {
    /** Its name. */
    public static final String NAME = "new-note";
}
