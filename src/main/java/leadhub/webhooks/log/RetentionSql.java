package leadhub.webhooks.log;

import java.time.Instant;
import java.util.List;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements that forget what was kept long enough. */
@Component
class RetentionSql {
    private final Sql sql;

    RetentionSql(Sql sql) {
        this.sql = sql;
    }

    /** The workspaces that have or had webhooks. */
    List<Long> workspaces() {
        return sql.globalQuery(row -> row.getLong("workspace_id"), """
                select workspace_id
                from webhook_workspaces
                order by workspace_id
                """);
    }

    /** @param isRemoved nobody can ask for its deliveries any more */
    record Kept(long webhookId, boolean isRemoved) {}

    List<Kept> webhooks(long workspaceId) {
        return sql.query(
                workspaceId, row -> new Kept(row.getLong("id"), row.getBoolean("is_removed")), """
                select id, removed_at is not null as is_removed
                from webhooks
                where workspace_id = ?
                order by id
                """, workspaceId);
    }

    /** Forgets some deliveries from before a time, with their attempts; how many. */
    int deleteDeliveries(long workspaceId, long webhookId, Instant before, int most) {
        return sql.query(
                        workspaceId,
                        row -> row.getLong("id"),
                        """
                        with old as (
                            select id
                            from (
                                select id, created_at
                                from webhook_deliveries
                                where workspace_id = ?
                                  and webhook_id = ?
                                order by id
                                limit ?) oldest
                            where created_at < ?
                        ), tried as (
                            delete from webhook_attempts a
                            using old
                            where a.workspace_id = ?
                              and a.webhook_id = ?
                              and a.delivery_id = old.id
                        )
                        delete from webhook_deliveries d
                        using old
                        where d.workspace_id = ?
                          and d.webhook_id = ?
                          and d.id = old.id
                        returning d.id
                        """,
                        workspaceId,
                        webhookId,
                        most,
                        before,
                        workspaceId,
                        webhookId,
                        workspaceId,
                        webhookId)
                .size();
    }

    /** Forgets what was told before a time; how many. */
    int deleteMessages(long workspaceId, Instant before, int most) {
        return sql.update(workspaceId, """
                delete from webhook_messages m
                using (
                    select id, created_at
                    from webhook_messages
                    where workspace_id = ?
                    order by id
                    limit ?) oldest
                where m.workspace_id = ?
                  and m.id = oldest.id
                  and oldest.created_at < ?
                """, workspaceId, most, workspaceId, before);
    }

    void deleteReplays(long workspaceId, Instant before) {
        sql.update(workspaceId, """
                delete from webhook_replays
                where workspace_id = ?
                  and created_at < ?
                """, workspaceId, before);
    }

    void deleteWebhook(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from webhooks
                where workspace_id = ?
                  and id = ?
                  and removed_at is not null
                """, workspaceId, id);
    }
}
