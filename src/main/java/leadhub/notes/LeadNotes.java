package leadhub.notes;

import java.time.Clock;
import java.util.List;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.LargePages;
import leadhub.base.Listing;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.events.LeadEventKind;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.web.input.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Notes on a lead. Anybody who may work on the lead can write notes; authors edit their own. */
@Service
public class LeadNotes {
    private final LeadNoteSql sql;
    private final LargePages large;
    private final Leads leads;
    private final LeadEvents events;
    private final Audit audit;
    private final Clock clock;

    // Six, for pages may be large.
    LeadNotes(LeadNoteSql sql, LargePages large, Leads leads, LeadEvents events, Audit audit, Clock clock) {
        this.sql = sql;
        this.large = large;
        this.leads = leads;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The latest notes on a lead that the caller was shown, before another note, the latest first;
     * {@link Long#MAX_VALUE} for the very latest.
     */
    public List<LeadNote> list(Caller caller, Lead lead, long before, int most) {
        return sql.list(caller.workspaceId(), lead.id(), before, most);
    }

    /** One page of the notes on a lead that the caller was shown, the latest first. */
    public Listing<LeadNote> list(Caller caller, Lead lead, Slice slice) {
        var workspaceId = caller.workspaceId();
        return large.listing(workspaceId, () -> sql.contents(workspaceId, lead.id(), slice), sql::find, LeadNote::id);
    }

    /** The note, if it is on that lead. */
    public LeadNote get(Caller caller, long leadId, long id) {
        return find(caller, leads.get(caller, leadId).id(), id);
    }

    /** Adds a note to a lead. */
    @Transactional
    public LeadNote add(Caller caller, long leadId, String body) {
        leads.lock(caller, leadId);
        var note = sql.insert(caller, leadId, checked(body), Times.now(clock));
        written(caller, LeadEventKind.NOTED, note);
        audit.record(caller, "note.created", note.id(), null, note);
        return note;
    }

    /** The note, to be changed: nobody else does until the transaction ends. */
    LeadNote lock(Caller caller, long leadId, long id) {
        return find(caller, leads.lock(caller, leadId).id(), id);
    }

    /** Edits the caller's own note; API keys can edit any. */
    @Transactional
    public LeadNote change(Caller caller, long leadId, long id, String body) {
        leads.lock(caller, leadId);
        var before = find(caller, leadId, id);
        if (!mayChange(caller, before)) {
            throw new Problem.Forbidden(Refusal.of("note.not_author")).exception();
        }
        if (before.body().equals(checked(body))) {
            return before;
        }
        var after = sql.update(caller.workspaceId(), id, body, Times.now(clock));
        written(caller, LeadEventKind.NOTE_CHANGED, after);
        audit.record(caller, "note.changed", id, before, after);
        return after;
    }

    /** Deletes the caller's own note; managers and API keys can delete any. */
    @Transactional
    public void delete(Caller caller, long leadId, long id) {
        leads.lock(caller, leadId);
        var note = find(caller, leadId, id);
        if (!mayDelete(caller, note)) {
            throw new Problem.Forbidden(Refusal.of("note.not_author_or_manager")).exception();
        }
        sql.delete(caller.workspaceId(), id);
        written(caller, LeadEventKind.NOTE_DELETED, note);
        audit.record(caller, "note.deleted", id, note, null);
    }

    /** Brings a deleted note back as it was, with its author. Whoever calls has locked the lead and knows who deleted it. */
    void restore(Caller caller, LeadNote note) {
        sql.restore(caller.workspaceId(), note);
        written(caller, LeadEventKind.NOTED, note);
        audit.record(caller, "note.created", note.id(), null, note);
    }

    static boolean mayChange(Caller caller, LeadNote note) {
        return isProgram(caller) || caller.role().covers(Role.AGENT) && note.by(caller.actor());
    }

    static boolean mayDelete(Caller caller, LeadNote note) {
        return mayChange(caller, note) || caller.role().covers(Role.MANAGER);
    }

    /** A key may do what its scope says; that a lead can be written was asked for with it. */
    private static boolean isProgram(Caller caller) {
        return caller.actor().kind() == Actor.Kind.API_KEY;
    }

    private static String checked(String body) {
        if (body.isBlank() || Texts.length(body) > LeadNote.MOST_CHARACTERS) {
            throw Problem.invalid(
                            "body", Refusal.of("between.string").with("min", 1).with("max", LeadNote.MOST_CHARACTERS))
                    .exception();
        }
        return body;
    }

    private LeadNote find(Caller caller, long leadId, long id) {
        return sql.find(caller.workspaceId(), leadId, id)
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("note.not_found")).exception());
    }

    private void written(Caller caller, LeadEventKind kind, LeadNote note) {
        events.record(caller, Times.now(clock), NewLeadEvent.note(kind, note.leadId(), note.id()));
    }
}
