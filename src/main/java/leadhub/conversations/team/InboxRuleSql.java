package leadhub.conversations.team;

import java.time.Instant;
import java.util.Optional;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.conversations.team.InboxRules.Assignment;
import org.springframework.stereotype.Component;

/** The statements on the rules of an inbox. */
@Component
class InboxRuleSql {
    private final Sql sql;

    InboxRuleSql(Sql sql) {
        this.sql = sql;
    }

    Optional<InboxRules> find(long workspaceId) {
        return sql.find(
                workspaceId,
                row -> new InboxRules(
                        Assignment.ofWord(row.getString("assignment")).orElseThrow(),
                        row.getObject("returns_after", Integer.class),
                        row.getObject("tells_after", Integer.class),
                        row.getObject("mails_after", Integer.class),
                        row.getObject("messengers_kept_days", Integer.class)),
                """
                select assignment, returns_after, tells_after, mails_after, messengers_kept_days
                from inbox_rules
                where workspace_id = ?
                """,
                workspaceId);
    }

    void write(long workspaceId, InboxRules rules, Instant now) {
        sql.update(
                workspaceId,
                """
                insert into inbox_rules
                    (workspace_id, assignment, returns_after, tells_after, mails_after, messengers_kept_days, updated_at)
                values (:workspace, :assignment, :returns, :tells, :mails, :kept, :now)
                on conflict (workspace_id) do update
                set assignment = excluded.assignment, returns_after = excluded.returns_after,
                    tells_after = excluded.tells_after, mails_after = excluded.mails_after,
                    messengers_kept_days = excluded.messengers_kept_days, updated_at = excluded.updated_at
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("assignment", rules.assignment().word())
                        .and("returns", rules.returnsAfter())
                        .and("tells", rules.tellsAfter())
                        .and("mails", rules.mailsAfter())
                        .and("kept", rules.messengersKept())
                        .and("now", now));
    }
}
