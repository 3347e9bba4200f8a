package leadhub.integrations.messengers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.conversations.ApprovedTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on the templates that providers have approved. */
@Component
class TemplateSql {
    private final Sql sql;

    TemplateSql(Sql sql) {
        this.sql = sql;
    }

    /** What was told last. @param fetchedAt null where nothing was */
    record Kept(List<ApprovedTemplate> templates, @Nullable Instant fetchedAt) {
        static final Kept NOTHING = new Kept(List.of(), null);
    }

    Optional<Kept> find(long workspaceId, long integrationId) {
        return sql.find(
                workspaceId,
                row -> new Kept(
                        List.of(Json.MAPPER.readValue(row.getString("templates"), ApprovedTemplate[].class)),
                        Times.find(row, "fetched_at")),
                """
                select templates, fetched_at
                from approved_templates
                where workspace_id = ?
                  and integration_id = ?
                """,
                workspaceId,
                integrationId);
    }

    /** Whoever asks for them now; false where somebody was sent lately. */
    boolean ask(long workspaceId, long integrationId, Instant now, Instant unlessAfter) {
        return sql.update(workspaceId, """
                        insert into approved_templates (workspace_id, integration_id, asked_at)
                        values (?, ?, ?)
                        on conflict (workspace_id, integration_id) do update
                        set asked_at = excluded.asked_at
                        where approved_templates.asked_at < ?
                        """, workspaceId, integrationId, now, unlessAfter) == 1;
    }

    void put(long workspaceId, long integrationId, List<ApprovedTemplate> templates, Instant now) {
        sql.update(workspaceId, """
                insert into approved_templates (workspace_id, integration_id, templates, fetched_at, asked_at)
                values (?, ?, ?::jsonb, ?, ?)
                on conflict (workspace_id, integration_id) do update
                set templates = excluded.templates, fetched_at = excluded.fetched_at, asked_at = excluded.asked_at
                """, workspaceId, integrationId, Json.write(templates), now, now);
    }

    void delete(long workspaceId, long integrationId) {
        sql.update(workspaceId, """
                delete from approved_templates
                where workspace_id = ?
                  and integration_id = ?
                """, workspaceId, integrationId);
    }
}
