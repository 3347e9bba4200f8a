package leadhub.audit;

import java.util.List;
import leadhub.base.AnswerBudget;
import leadhub.base.Caller;
import leadhub.base.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the audit log. */
@Service
public class AuditLog {
    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);

    private final AuditSql sql;
    private final Audit audit;

    AuditLog(AuditSql sql, Audit audit) {
        this.sql = sql;
        this.audit = audit;
    }

    /** Records that somebody exports entries; the file itself is read by {@link #list}. */
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
     * Entries as a page shows them, the latest first: only what changed, and long values cut short.
     *
     * @param before the id of an entry that all of them are older than; {@link Long#MAX_VALUE} for the latest of all
     */
    public List<AuditEntry> list(Caller caller, AuditFilter filter, long before, int most) {
        caller.require(Role.ADMIN);
        return sql.list(caller.workspaceId(), filter, before, most);
    }

    /**
     * The same entries with all of what was before and after: not all that are asked for where they are large, but at
     * least one if there is any.
     */
    List<AuditEntry> listWhole(Caller caller, AuditFilter filter, long before, int most) {
        caller.require(Role.ADMIN);
        return sql.listWhole(caller.workspaceId(), filter, before, most, AnswerBudget.USUAL);
    }
}
