package leadhub.leads;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Times;
import leadhub.leads.record.Lead;
import org.springframework.stereotype.Component;

/** Holds and writes many leads as {@link LeadWrites} does one. Verbs say what they become. */
@Component
class ManyLeadWrites {
    private final ManyLeadSql sql;
    private final LeadDeletionSql deletion;
    private final LeadRecord record;
    private final Visibility visibility;
    private final Clock clock;

    ManyLeadWrites(ManyLeadSql sql, LeadDeletionSql deletion, LeadRecord record, Visibility visibility, Clock clock) {
        this.sql = sql;
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
            sql.update(caller.workspaceId(), changes);
            record.updated(caller, changes);
        }
    }

    void remove(Caller caller, List<Lead> leads) {
        if (!leads.isEmpty()) {
            deletion.delete(caller, leads.stream().mapToLong(Lead::id).toArray(), Times.now(clock));
            record.deleted(caller, leads);
        }
    }
}
