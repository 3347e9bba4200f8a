package leadhub.notes;

import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.files.LeadFile;
import leadhub.files.LeadFiles;
import leadhub.files.StagedFiles;
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

    /** Attaches a file to the caller's own note; API keys can attach to any. */
    @Transactional
    public LeadFile attach(Caller caller, long leadId, long noteId, StagedFiles staged) {
        var note = notes.lock(caller, leadId, noteId);
        if (!LeadNotes.mayChange(caller, note)) {
            throw new Problem.Forbidden(Refusal.of("note.not_author")).exception();
        }
        return files.add(caller, leadId, noteId, staged).getFirst();
    }
}
