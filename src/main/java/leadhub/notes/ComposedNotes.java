package leadhub.notes;

import leadhub.base.Caller;
import leadhub.files.LeadFiles;
import leadhub.tasks.LeadTasks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Notes with what belongs to them: files, and the task that follows. */
@Service
public class ComposedNotes {
    private final LeadNotes notes;
    private final LeadFiles files;
    private final LeadTasks tasks;

    ComposedNotes(LeadNotes notes, LeadFiles files, LeadTasks tasks) {
        this.notes = notes;
        this.files = files;
        this.tasks = tasks;
    }

    /** Adds all of it to a lead, or nothing. */
    @Transactional
    public LeadNote add(Caller caller, long leadId, NewNote wanted) {
        var note = notes.add(caller, leadId, wanted.kind(), wanted.body());
        if (!wanted.files().isEmpty()) {
            files.add(caller, leadId, note.id(), wanted.files());
        }
        if (wanted.next() != null) {
            tasks.add(caller, leadId, wanted.next());
        }
        return note;
    }
}
