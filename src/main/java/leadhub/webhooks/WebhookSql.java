package leadhub.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.conditions.ConditionGroup;
import leadhub.conditions.ConditionGroupReader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on webhooks themselves. */
@Component
class WebhookSql {
    private static final String COLUMNS = """
            id, name, target_url, events, conditions, sealed, previous_secret_until, is_active, disabled_reason,
            last_delivery_at, failing_since, created_at, updated_at""";

    private final Sql sql;

    WebhookSql(Sql sql) {
        this.sql = sql;
    }

    long newId(long workspaceId) {
        return sql.get(workspaceId, row -> row.getLong(1), "select nextval('webhook_ids')");
    }

    /** Nobody else makes one in this workspace until the transaction ends. */
    void lockAll(long workspaceId) {
        sql.globalUpdate("""
                insert into webhook_workspaces (workspace_id)
                values (?)
                on conflict (workspace_id) do update
                set workspace_id = excluded.workspace_id
                """, workspaceId);
    }

    long count(long workspaceId) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                select count(*)
                from webhooks
                where workspace_id = ?
                  and removed_at is null
                """, workspaceId);
    }

    void insert(long workspaceId, long id, WebhookTerms terms, byte[] sealed, boolean isActive, Instant now) {
        sql.update(
                workspaceId,
                """
                insert into webhooks
                    (workspace_id, id, name, target_url, events, conditions, sealed, is_active, created_at, updated_at)
                values (:workspace_id, :id, :name, :target_url, :events, :conditions::jsonb, :sealed, :is_active, :now, :now)
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("id", id)
                        .and("name", terms.name())
                        .and("target_url", terms.targetUrl())
                        .and("events", terms.events().toArray(String[]::new))
                        .and("conditions", json(terms.conditions()))
                        .and("sealed", sealed)
                        .and("is_active", isActive)
                        .and("now", now));
    }

    /** One that is on from now on begins anew. */
    void update(long workspaceId, long id, WebhookTerms terms, byte[] sealed, boolean isActive, Instant now) {
        sql.update(
                workspaceId,
                """
                update webhooks
                set name = :name, target_url = :target_url, events = :events, conditions = :conditions::jsonb,
                    sealed = :sealed, updated_at = :now,
                    failing_since = case when is_active or not :is_active then failing_since end,
                    warned_at = case when is_active or not :is_active then warned_at end,
                    disabled_reason = case when is_active <> :is_active then null else disabled_reason end,
                    is_active = :is_active
                where workspace_id = :workspace_id
                  and id = :id
                """,
                NamedValues.of("name", terms.name())
                        .and("target_url", terms.targetUrl())
                        .and("events", terms.events().toArray(String[]::new))
                        .and("conditions", json(terms.conditions()))
                        .and("sealed", sealed)
                        .and("now", now)
                        .and("is_active", isActive)
                        .and("workspace_id", workspaceId)
                        .and("id", id));
    }

    void rotate(long workspaceId, long id, byte[] sealed, @Nullable Instant previousUntil, Instant now) {
        sql.update(workspaceId, """
                update webhooks
                set sealed = ?, previous_secret_until = ?, updated_at = ?
                where workspace_id = ?
                  and id = ?
                """, sealed, previousUntil, now, workspaceId, id);
    }

    void remove(long workspaceId, long id, Instant now) {
        sql.update(workspaceId, """
                update webhooks
                set removed_at = ?, is_active = false, sealed = ''
                where workspace_id = ?
                  and id = ?
                """, now, workspaceId, id);
    }

    boolean reseal(long workspaceId, long id, byte[] was, byte[] sealed) {
        return sql.update(workspaceId, """
                update webhooks
                set sealed = ?
                where workspace_id = ?
                  and id = ?
                  and sealed = ?
                """, sealed, workspaceId, id, was) == 1;
    }

    Page<KeptWebhook> list(long workspaceId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of(
                        "select count(*) from webhooks where workspace_id = ? and removed_at is null", workspaceId),
                WebhookSql::read,
                Sql.Statement.of("""
                        select %s
                        from webhooks
                        where workspace_id = ?
                          and removed_at is null
                        order by id
                        limit ? offset ?
                        """.formatted(COLUMNS), workspaceId, slice.limit(), slice.offset()));
        return new Page<>(answer.second(), answer.first());
    }

    /** By id. */
    List<KeptWebhook> all(long workspaceId) {
        return sql.query(workspaceId, WebhookSql::read, """
                select %s
                from webhooks
                where workspace_id = ?
                  and removed_at is null
                order by id
                """.formatted(COLUMNS), workspaceId);
    }

    Optional<KeptWebhook> find(long workspaceId, long id) {
        return find(workspaceId, id, "");
    }

    Optional<KeptWebhook> lock(long workspaceId, long id) {
        return find(workspaceId, id, "for update");
    }

    private Optional<KeptWebhook> find(long workspaceId, long id, String lock) {
        return sql.find(workspaceId, WebhookSql::read, """
                select %s
                from webhooks
                where workspace_id = ?
                  and id = ?
                  and removed_at is null
                %s
                """.formatted(COLUMNS, lock), workspaceId, id);
    }

    private static @Nullable String json(@Nullable ConditionGroup conditions) {
        return conditions == null ? null : Json.write(conditions);
    }

    private static KeptWebhook read(ResultSet row) throws SQLException {
        var conditions = row.getString("conditions");
        var reason = row.getString("disabled_reason");
        return new KeptWebhook(
                row.getLong("id"),
                row.getString("name"),
                row.getString("target_url"),
                List.of((String[]) row.getArray("events").getArray()),
                conditions == null ? null : ConditionGroupReader.kept(Json.MAPPER.readTree(conditions)),
                row.getBytes("sealed"),
                Times.find(row, "previous_secret_until"),
                row.getBoolean("is_active"),
                reason == null ? null : Webhook.DisabledReason.valueOf(reason.toUpperCase(Locale.ROOT)),
                Times.find(row, "last_delivery_at"),
                Times.find(row, "failing_since"),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"));
    }
}
