package leadhub.bots.models;

import java.time.Instant;
import java.util.Optional;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on how often models were asked. */
@Component
class ModelUseSql {
    private final Sql sql;

    ModelUseSql(Sql sql) {
        this.sql = sql;
    }

    /** Of which bot's budget a request is one. */
    record Budget(long workspaceId, String botId, String name) {}

    /** Counts one more; false where there are as many as may be. */
    boolean take(Budget budget, int most, Instant now) {
        return sql.update(budget.workspaceId(), """
                        insert into bot_model_uses (workspace_id, bot_id, budget, used, used_at)
                        values (?, ?, ?, 1, ?)
                        on conflict (workspace_id, bot_id, budget) do update
                        set used = bot_model_uses.used + 1, used_at = excluded.used_at
                        where bot_model_uses.used < ?
                        """, budget.workspaceId(), budget.botId(), budget.name(), now, most)
                > 0;
    }

    void giveBack(Budget budget) {
        sql.update(budget.workspaceId(), """
                update bot_model_uses
                set used = used - 1
                where workspace_id = ?
                  and bot_id = ?
                  and budget = ?
                """, budget.workspaceId(), budget.botId(), budget.name());
    }

    Optional<Integer> used(Budget budget) {
        return sql.find(
                budget.workspaceId(),
                row -> row.getInt("used"),
                """
                select used
                from bot_model_uses
                where workspace_id = ?
                  and bot_id = ?
                  and budget = ?
                """,
                budget.workspaceId(),
                budget.botId(),
                budget.name());
    }

    void prune(long workspaceId, Instant before) {
        sql.update(workspaceId, """
                delete from bot_model_uses
                where workspace_id = ?
                  and used_at < ?
                """, workspaceId, before);
    }
}
