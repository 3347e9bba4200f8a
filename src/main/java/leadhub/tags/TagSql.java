package leadhub.tags;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Every statement on the tag table. */
@Component
class TagSql {
    private static final String COLUMNS = "id, name, color, created_at, updated_at";

    private final Sql sql;

    TagSql(Sql sql) {
        this.sql = sql;
    }

    Page<Tag> list(long workspaceId, Slice slice) {
        return list(workspaceId, slice, "id");
    }

    Page<Tag> byName(long workspaceId, Slice slice) {
        return list(workspaceId, slice, "name_key");
    }

    private Page<Tag> list(long workspaceId, Slice slice, String order) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("select count(*) from tags where workspace_id = ?", workspaceId),
                TagSql::read,
                Sql.Statement.of("""
                        select %s
                        from tags
                        where workspace_id = ?
                        order by %s
                        limit ? offset ?
                        """.formatted(COLUMNS, order), workspaceId, slice.limit(), slice.offset()));
        return new Page<>(answer.second(), answer.first());
    }

    Optional<Tag> find(long workspaceId, long id) {
        return sql.find(workspaceId, TagSql::read, """
                select %s
                from tags
                where workspace_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, id);
    }

    List<Tag> named(long workspaceId, Collection<String> keys) {
        return named(workspaceId, keys, "");
    }

    /** Nobody can delete them until the transaction ends; others can still use them. */
    List<Tag> lockNamed(long workspaceId, Collection<String> keys) {
        return named(workspaceId, keys, "for key share");
    }

    private List<Tag> named(long workspaceId, Collection<String> keys, String lock) {
        return sql.query(
                workspaceId, TagSql::read, """
                select %s
                from tags
                where workspace_id = ?
                  and name_key = any (?)
                %s
                """.formatted(COLUMNS, lock), workspaceId, keys.toArray(String[]::new));
    }

    /** Nobody can delete it until the transaction ends. */
    Optional<Tag> hold(long workspaceId, long id) {
        return sql.find(workspaceId, TagSql::read, """
                select %s
                from tags
                where workspace_id = ?
                  and id = ?
                for key share
                """.formatted(COLUMNS), workspaceId, id);
    }

    Optional<Tag> lock(long workspaceId, long id) {
        return sql.find(workspaceId, TagSql::read, """
                select %s
                from tags
                where workspace_id = ?
                  and id = ?
                for update
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** Empty if the name is taken. */
    Optional<Tag> insert(long workspaceId, NewTag tag, String key, Instant now) {
        return sql.find(
                workspaceId, TagSql::read, """
                insert into tags (workspace_id, name, name_key, color, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (workspace_id, name_key) do nothing
                returning %s
                """.formatted(COLUMNS), workspaceId, tag.name(), key, tag.color(), now, now);
    }

    /** Empty if the name is taken. */
    Optional<Tag> update(long workspaceId, long id, String name, String key, String color, Instant now) {
        try {
            return sql.find(workspaceId, TagSql::read, """
                    update tags
                    set name = ?, name_key = ?, color = ?, updated_at = ?
                    where workspace_id = ?
                      and id = ?
                    returning %s
                    """.formatted(COLUMNS), name, key, color, now, workspaceId, id);
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from tags
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    private static Tag read(ResultSet row) throws SQLException {
        return new Tag(
                row.getLong("id"),
                row.getString("name"),
                row.getString("color"),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"));
    }
}
