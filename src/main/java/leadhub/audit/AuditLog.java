package leadhub.audit;

import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The record of who changed what, to be read. */
@Service
public class AuditLog {
    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);

    private final AuditSql sql;
    private final Audit audit;

    AuditLog(AuditSql sql, Audit audit) {
        this.sql = sql;
        this.audit = audit;
    }

    /** Notes that somebody takes entries along as a file; the file itself is read by {@link #list}. */
    @Transactional
    public void export(Caller caller, AuditFilter filter) {
        caller.require(Role.ADMIN);
        log.info(
                "Exported: audit log of workspace={} by {}={} address={}",
                caller.workspaceId(),
                caller.actor().kind(),
                caller.actor().id(),
                caller.address());
        audit.record(caller, "audit.exported", null, null, filter);
    }

    /**
     * Entries, the latest first.
     *
     * @param before the id of an entry that all of them are older than; {@link Long#MAX_VALUE} for the latest of all
     */
    public List<AuditEntry> list(Caller caller, AuditFilter filter, long before, int most) {
        caller.require(Role.ADMIN);
        return sql.list(caller.workspaceId(), filter, before, most);
    }
}
