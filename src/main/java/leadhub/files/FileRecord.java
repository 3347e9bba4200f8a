package leadhub.files;

import java.time.Clock;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.events.LeadEventKind;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import org.springframework.stereotype.Component;

/** Writes down what became of files, as events of their leads and in the audit record. */
@Component
class FileRecord {
    private final LeadEvents events;
    private final Audit audit;
    private final Clock clock;

    FileRecord(LeadEvents events, Audit audit, Clock clock) {
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** What came with a note is told of by the note. */
    void added(Caller caller, LeadFile file) {
        if (file.noteId() == null) {
            happened(caller, LeadEventKind.FILE_ADDED, file);
        }
        audit.record(caller, "file.added", file.id(), null, file);
    }

    void removed(Caller caller, LeadFile file) {
        happened(caller, LeadEventKind.FILE_REMOVED, file);
        audit.record(caller, "file.removed", file.id(), file, null);
    }

    void restored(Caller caller, LeadFile file) {
        happened(caller, LeadEventKind.FILE_ADDED, file);
        audit.record(caller, "file.restored", file.id(), null, file);
    }

    private void happened(Caller caller, LeadEventKind kind, LeadFile file) {
        events.record(caller, Times.now(clock), NewLeadEvent.file(kind, file.leadId(), file.id(), file.name()));
    }
}
