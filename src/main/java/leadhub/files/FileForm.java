package leadhub.files;

import java.util.List;
import leadhub.base.Refusal;
import leadhub.panel.FormErrors;

/** The form for new files on a lead's page. */
public record FileForm(long leadId, FormErrors mistake) {
    /** Its name. */
    static final String NAME = "new-file";

    public boolean isWrong() {
        return mistake.isAt(NAME, FileUploads.FIELD);
    }

    /** Why; empty where nothing was chosen. */
    public List<Refusal> problem() {
        return mistake.problem(FileUploads.FIELD);
    }
}
