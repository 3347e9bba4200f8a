package leadhub.leads.deleted;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.leads.Leads;
import leadhub.leads.RestoredLeads;
import leadhub.leads.Visibility;
import leadhub.leads.record.Lead;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps leads for a time after they were deleted, and brings them back as they were. */
@Service
public class DeletedLeads {
    /** How long a deleted lead can be brought back. */
    static final Duration KEPT = Duration.ofDays(30);

    private final DeletedLeadSql sql;
    private final RestoredLeads restored;
    private final Visibility visibility;
    private final Clock clock;

    DeletedLeads(DeletedLeadSql sql, RestoredLeads restored, Visibility visibility, Clock clock) {
        this.sql = sql;
        this.restored = restored;
        this.visibility = visibility;
        this.clock = clock;
    }

    /** Those that can be brought back and that the caller would see, the latest deleted first. */
    public List<DeletedLead> list(Caller caller, Slice slice) {
        caller.require(Permission.DELETE_LEADS);
        return sql.list(caller.workspaceId(), visibility.of(caller), since(), slice);
    }

    /**
     * Brings a lead back with its id, notes and tasks. A stage that is gone is replaced by the first of its pipeline, or
     * of the default one; tags that are gone are left off; its score is that of today's rules.
     */
    @Transactional
    public Lead restore(Caller caller, long id) {
        return restore(caller, Set.of(id)).stream().findFirst().orElseThrow(Leads::unknown);
    }

    /** Brings back those of the leads that can be. */
    @Transactional
    public List<Lead> restore(Caller caller, Collection<Long> ids) {
        caller.require(Permission.DELETE_LEADS);
        var wanted = ids.stream().mapToLong(id -> id).sorted().toArray();
        return restored.take(caller, visibility.of(caller), wanted, since(), Times.now(clock));
    }

    /** Forgets those that were kept long enough. */
    void prune(long workspaceId) {
        sql.prune(workspaceId, since());
    }

    private Instant since() {
        return Times.now(clock).minus(KEPT);
    }
}
