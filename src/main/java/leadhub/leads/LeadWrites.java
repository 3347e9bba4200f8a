package leadhub.leads;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Times;
import leadhub.events.PublicEventKind;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFields;
import org.springframework.stereotype.Component;

/** Writes a lead as it has become, with what it is found by and what is remembered of it. Verbs say what it becomes. */
@Component
class LeadWrites {
    private final LeadSql sql;
    private final LeadDeletionSql deletion;
    private final LeadRecord record;
    private final Visibility visibility;
    private final Clock clock;

    LeadWrites(LeadSql sql, LeadDeletionSql deletion, LeadRecord record, Visibility visibility, Clock clock) {
        this.sql = sql;
        this.deletion = deletion;
        this.record = record;
        this.visibility = visibility;
        this.clock = clock;
    }

    /** To be changed: nobody else does until the transaction ends. */
    Lead lock(Caller caller, long id) {
        return lock(caller, id, Permission.WRITE_LEADS);
    }

    /** The same, for what takes another permission. */
    Lead lock(Caller caller, long id, Permission permission) {
        caller.require(permission);
        return sql.lock(caller.workspaceId(), id)
                .filter(lead -> visibility.sees(caller, lead))
                .orElseThrow(() -> missing(caller, id));
    }

    /**
     * The same of a lead that the caller doesn't see any more, for having given it away.
     *
     * @param owner whose it was before that; 0 for nobody's
     */
    Lead lock(Caller caller, long id, Permission permission, long owner) {
        caller.require(permission);
        return sql.lock(caller.workspaceId(), id)
                .filter(lead -> visibility.sees(caller, lead) || visibility.seesOf(caller, owner))
                .orElseThrow(() -> missing(caller, id));
    }

    /** What is said of a lead that isn't there, or not for the caller to see; one that was merged may be found elsewhere. */
    RuntimeException missing(Caller caller, long id) {
        return sql.survivor(caller.workspaceId(), id)
                .flatMap(survivor -> sql.find(caller.workspaceId(), survivor))
                .filter(survivor -> visibility.sees(caller, survivor))
                .<RuntimeException>map(survivor -> new Problem.Merged(id, survivor.id()).exception())
                .orElseGet(Leads::unknown);
    }

    /** The same of whomever's lead, for what a workspace itself does. */
    Optional<Lead> lockAnybodys(Caller caller, long id) {
        return sql.lock(caller.workspaceId(), id);
    }

    /** Adds a lead; it gets its id. */
    Lead add(Caller caller, Lead lead) {
        var numbered = lead.with(LeadFields.EVENT_SEQUENCE, 1L);
        var inserted = sql.insert(caller.workspaceId(), numbered, record.index(caller, lead));
        var made = numbered.edit()
                .set(LeadFields.ID, inserted.id())
                .set(LeadFields.POSSIBLE_DUPLICATE, inserted.possibleDuplicate())
                .lead();
        record.created(caller, List.of(made));
        return made;
    }

    Lead change(Caller caller, Lead before, Lead wanted) {
        if (wanted.equals(before)) {
            return before;
        }
        var change = LeadRecord.Change.of(before, wanted);
        var written = write(caller, before, change.after());
        record.updated(caller, List.of(change.written(written)));
        return written;
    }

    /** Writes it with what it is found by, and remembers nothing. */
    Lead write(Caller caller, Lead before, Lead after) {
        var index = record.index(caller, after);
        var isDuplicate = sql.update(caller.workspaceId(), before, after, index);
        if (!index.searchText().equals(record.searchText(before))) {
            sql.updateSearch(caller.workspaceId(), after.id(), index);
        }
        return after.with(LeadFields.POSSIBLE_DUPLICATE, isDuplicate);
    }

    /** Puts on a lead's timeline what came in about it. */
    void received(Caller caller, long id, String sent) {
        record.received(caller, id, sent);
    }

    /** The same of its being taken back. */
    void withdrawn(Caller caller, long id) {
        record.withdrawn(caller, id);
    }

    /** The same of a form that the lead sent, which programs outside are told of. */
    void submitted(Caller caller, Lead before, String sent) {
        var numbered = before.with(LeadFields.EVENT_SEQUENCE, before.eventSequence() + 1);
        sql.updateSequence(caller.workspaceId(), numbered);
        record.submitted(caller, numbered, sent);
    }

    /** The same of what happened in a conversation with the lead. */
    void talked(Caller caller, Lead before, PublicEventKind kind, String detail, long conversationId) {
        var numbered = before.with(LeadFields.EVENT_SEQUENCE, before.eventSequence() + 1);
        sql.updateSequence(caller.workspaceId(), numbered);
        record.talked(caller, numbered, kind, detail, conversationId);
    }

    void remove(Caller caller, Lead lead) {
        deletion.delete(caller, new long[] {lead.id()}, Times.now(clock));
        record.deleted(caller, List.of(lead));
    }
}
