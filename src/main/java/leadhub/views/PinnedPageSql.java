package leadhub.views;

import java.time.Instant;
import java.util.List;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on pinned pages. */
@Component
class PinnedPageSql {
    private final Sql sql;

    PinnedPageSql(Sql sql) {
        this.sql = sql;
    }

    List<PinnedPage> list(long workspaceId, long userId) {
        return sql.query(
                workspaceId,
                row -> new PinnedPage(row.getLong("id"), row.getString("path"), row.getString("title")),
                """
                select id, path, title
                from pinned_pages
                where workspace_id = ?
                  and user_id = ?
                order by id
                limit 100
                """,
                workspaceId,
                userId);
    }

    void insert(long workspaceId, long userId, String path, String title, Instant now) {
        sql.update(workspaceId, """
                insert into pinned_pages (workspace_id, user_id, path, title, created_at)
                values (?, ?, ?, ?, ?)
                on conflict (workspace_id, user_id, path) do nothing
                """, workspaceId, userId, path, title, now);
    }

    boolean delete(long workspaceId, long userId, long id) {
        return sql.update(workspaceId, """
                        delete from pinned_pages
                        where workspace_id = ?
                          and user_id = ?
                          and id = ?
                        """, workspaceId, userId, id) == 1;
    }
}
