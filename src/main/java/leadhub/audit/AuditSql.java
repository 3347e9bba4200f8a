package leadhub.audit;

import java.time.Instant;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one statement on the audit record: the application may add to it, and no more. */
@Component
class AuditSql {
    private final Sql sql;

    AuditSql(Sql sql) {
        this.sql = sql;
    }

    void insert(
            Caller caller,
            Instant now,
            String action,
            @Nullable Long subjectId,
            @Nullable String before,
            @Nullable String after) {
        sql.update(
                caller.workspaceId(),
                """
                insert into audit_entries (workspace_id, occurred_at, actor, address, request_id, action, subject_id, before, after)
                values (?, ?, ?::jsonb, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
                """,
                caller.workspaceId(),
                now,
                Json.write(caller.actor()),
                caller.address(),
                caller.requestId(),
                action,
                subjectId,
                before,
                after);
    }
}
