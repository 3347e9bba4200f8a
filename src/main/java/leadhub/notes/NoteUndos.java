package leadhub.notes;

import java.time.Clock;
import java.time.Duration;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.leads.Leads;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Deletes notes so that it can be undone, as a new change. */
@Service
public class NoteUndos {
    /** How long it can be undone. */
    static final Duration UNDONE = Duration.ofHours(1);

    private final NoteUndoSql sql;
    private final LeadNotes notes;
    private final Leads leads;
    private final Clock clock;

    NoteUndos(NoteUndoSql sql, LeadNotes notes, Leads leads, Clock clock) {
        this.sql = sql;
        this.notes = notes;
        this.leads = leads;
        this.clock = clock;
    }

    /** Deletes a note; what undoes it. */
    @Transactional
    public long delete(Caller caller, long leadId, long id) {
        // So that nobody changes it between this look and its end.
        var note = notes.lock(caller, leadId, id);
        notes.delete(caller, leadId, id);
        var now = Times.now(clock);
        return sql.insert(caller, note, now, now.minus(UNDONE));
    }

    /** Brings a note back that the caller deleted, as it was. */
    @Transactional
    public void undo(Caller caller, long leadId, long undoId) {
        leads.lock(caller, leadId);
        var note = sql.take(caller, leadId, undoId, Times.now(clock).minus(UNDONE))
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("record.not_found")).exception());
        notes.restore(caller, note);
    }
}
