package leadhub.leads;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Times;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFields;
import org.springframework.stereotype.Component;

/** Holds and writes many leads as {@link LeadWrites} does one. Verbs say what they become. */
@Component
class ManyLeadWrites {
    private final ManyLeadSql sql;
    private final LeadCopySql copies;
    private final LeadDeletionSql deletion;
    private final LeadRecord record;
    private final Visibility visibility;
    private final Clock clock;

    // One more, for what is changed in part goes by other statements than whole leads.
    ManyLeadWrites(
            ManyLeadSql sql,
            LeadCopySql copies,
            LeadDeletionSql deletion,
            LeadRecord record,
            Visibility visibility,
            Clock clock) {
        this.sql = sql;
        this.copies = copies;
        this.deletion = deletion;
        this.record = record;
        this.visibility = visibility;
        this.clock = clock;
    }

    /** Those that are there and seen, by id; nobody else changes them until the transaction ends. */
    List<Lead> lock(Caller caller, Collection<Long> ids, Permission permission) {
        caller.require(permission);
        return lockAnybodys(caller, ids).stream()
                .filter(lead -> visibility.sees(caller, lead))
                .toList();
    }

    /** The same of whomever's leads, for what a workspace itself does. */
    List<Lead> lockAnybodys(Caller caller, Collection<Long> ids) {
        return sql.lock(caller.workspaceId(), ids.stream().mapToLong(id -> id).toArray());
    }

    /** The next ones after an id. */
    List<Lead> lockNext(Caller caller, long after, int most) {
        return lockAnybodys(caller, sql.next(caller.workspaceId(), after, most));
    }

    /** Only what {@link ManyLeadSql#update} writes can have changed. */
    void change(Caller caller, List<LeadRecord.Change> changes) {
        if (!changes.isEmpty()) {
            sql.update(caller.workspaceId(), changes, record::folded);
            record.updated(caller, changes);
        }
    }

    /** Adds leads; they get their ids. Whether others are like them is not looked up. */
    List<Lead> add(Caller caller, List<Lead> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        var ids = copies.newIds(wanted.size()).iterator();
        var rows = LeadCopySql.rows();
        var made = new ArrayList<Lead>();
        for (var lead : wanted) {
            var one = lead.edit()
                    .set(LeadFields.ID, ids.next())
                    .set(LeadFields.EVENT_SEQUENCE, 1L)
                    .lead();
            LeadCopySql.write(rows, one, record.index(caller, one));
            made.add(one);
        }
        copies.insert(caller.workspaceId(), rows.end());
        record.created(caller, made);
        return made;
    }

    /** Writes all that changed of leads that are held. */
    void changeWhole(Caller caller, List<LeadRecord.Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var rows = LeadCopySql.rows();
        for (var change : changes) {
            var after = change.after();
            LeadCopySql.write(rows, after, change.before().tagIds(), record.index(caller, after));
        }
        copies.giveUpExternalIds(caller.workspaceId(), otherwiseCalled(changes));
        copies.update(caller.workspaceId(), rows.end());
        record.updated(caller, changes);
    }

    /** Those that lose their external id or get another one. */
    private static long[] otherwiseCalled(List<LeadRecord.Change> changes) {
        return changes.stream()
                .filter(change -> change.before().externalId() != null)
                .filter(change -> !Objects.equals(
                        change.before().externalId(), change.after().externalId()))
                .mapToLong(change -> change.after().id())
                .toArray();
    }

    void remove(Caller caller, List<Lead> leads) {
        if (!leads.isEmpty()) {
            deletion.delete(caller, leads.stream().mapToLong(Lead::id).toArray(), Times.now(clock));
            record.deleted(caller, leads);
        }
    }
}
