package leadhub.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.bulk.BulkChange.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Every statement on bulk changes; {@link BulkItemSql} has those on their leads. */
@Component
class BulkSql {
    private static final String COLUMNS = """
            c.id, c.user_id, c.api_key_id, c.author, c.action, c.config, c.filter, c.subject, c.state, c.reason, c.total,
            c.done, c.skipped, c.reached, c.undoes, c.address, c.request_id, c.created_at, c.finished_at""";

    /** Whether it waits for one before it, and whether it was undone. People's come before those of keys. */
    private static final String BESIDE = """
            exists (select from bulk_changes e
                    where e.workspace_id = c.workspace_id
                      and (e.api_key_id is not null, e.id) < (c.api_key_id is not null, c.id)
                      and c.state = 'open'
                      and e.state = 'open') as waits,
            exists (select from bulk_changes u
                    where u.workspace_id = c.workspace_id and u.undoes = c.id) as is_undone""";

    private final Sql sql;

    BulkSql(Sql sql) {
        this.sql = sql;
    }

    /** Empty if the change that it would undo is already being undone. */
    Optional<Long> insert(
            Caller caller, Action wanted, @Nullable ObjectNode filter, @Nullable Long undoes, Instant now) {
        var author = caller.actor();
        var isKey = author.kind() == Actor.Kind.API_KEY;
        return sql.find(
                caller.workspaceId(),
                row -> row.getLong("id"),
                """
                insert into bulk_changes
                    (workspace_id, user_id, api_key_id, author, action, config, filter, subject, state, undoes, address,
                    request_id, created_at)
                values (:workspace_id, :user_id, :api_key_id, :author, :action, :config::jsonb, :filter::jsonb, :subject, 'open',
                    :undoes, :address, :request_id, :created_at)
                on conflict do nothing
                returning id
                """,
                NamedValues.of("workspace_id", caller.workspaceId())
                        .and("user_id", isKey ? null : (Long) author.id())
                        .and("api_key_id", isKey ? (Long) author.id() : null)
                        .and("author", author.name())
                        .and("action", wanted.kind())
                        .and("config", Json.write(wanted.config().values()))
                        .and("filter", filter == null ? null : Json.write(filter))
                        .and("subject", wanted.subject())
                        .and("undoes", undoes)
                        .and("address", caller.address())
                        .and("request_id", caller.requestId())
                        .and("created_at", now));
    }

    void setTotal(long workspaceId, long id, int total) {
        sql.update(workspaceId, """
                update bulk_changes
                set total = ?
                where workspace_id = ?
                  and id = ?
                """, total, workspaceId, id);
    }

    /** Nobody else works on it until the transaction ends. */
    Optional<BulkChange> lock(long workspaceId, long id) {
        return sql.find(workspaceId, BulkSql::read, """
                select %s
                from bulk_changes c
                where c.workspace_id = ?
                  and c.id = ?
                for no key update
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** Whether one of the workspace that comes before it isn't finished: an earlier one, and any of people's where it is a key's. */
    boolean isBehind(long workspaceId, long id) {
        return sql.get(workspaceId, row -> row.getBoolean(1), """
                select exists (
                    select
                    from bulk_changes e
                    join bulk_changes c on c.workspace_id = e.workspace_id
                    where e.workspace_id = ?
                      and c.id = ?
                      and (e.api_key_id is not null, e.id) < (c.api_key_id is not null, c.id)
                      and e.state = 'open'
                )
                """, workspaceId, id);
    }

    void advance(long workspaceId, BulkChange change) {
        sql.update(workspaceId, """
                update bulk_changes
                set done = ?, skipped = ?, reached = ?
                where workspace_id = ?
                  and id = ?
                """, change.done(), change.skipped(), change.reached(), workspaceId, change.id());
    }

    /** Ends an unfinished change; returns whether there was one. */
    boolean finish(long workspaceId, long id, @Nullable Reason reason, Instant now) {
        return sql.update(
                        workspaceId,
                        """
                        update bulk_changes
                        set state = ?, reason = ?, finished_at = ?
                        where workspace_id = ?
                          and id = ?
                          and state = 'open'
                        """,
                        reason == null ? "done" : "stopped",
                        reason == null ? null : reason.word(),
                        now,
                        workspaceId,
                        id)
                > 0;
    }

    Optional<Line> find(long workspaceId, long id) {
        return sql.find(workspaceId, BulkSql::line, """
                select %s, %s
                from bulk_changes c
                where c.workspace_id = ?
                  and c.id = ?
                """.formatted(COLUMNS, BESIDE), workspaceId, id);
    }

    /** Those of a workspace, newest first. */
    Page<Line> list(long workspaceId, Slice slice) {
        var found = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("select count(*) from bulk_changes where workspace_id = ?", workspaceId),
                BulkSql::line,
                Sql.Statement.of("""
                        select %s, %s
                        from bulk_changes c
                        where c.workspace_id = ?
                        order by c.id desc
                        offset ?
                        limit ?
                        """.formatted(COLUMNS, BESIDE), workspaceId, slice.offset(), slice.limit()));
        return new Page<>(found.second(), found.first());
    }

    /** How many aren't finished; another program's comes only after this transaction. */
    int open(long workspaceId) {
        sql.defer(workspaceId, "select pg_advisory_xact_lock(hashtextextended('bulk_changes', ?))", workspaceId);
        return sql.get(workspaceId, row -> row.getInt(1), """
                select count(*)
                from bulk_changes
                where workspace_id = ?
                  and state = 'open'
                """, workspaceId);
    }

    /** A change, whether an earlier one isn't finished, and whether it was undone. */
    record Line(BulkChange change, boolean waits, boolean isUndone) {}

    /** A user's unfinished changes, and the last finished one; with those of keys, where they are shown too. */
    List<Line> lines(long workspaceId, long userId, boolean withKeys, Instant since) {
        return sql.query(
                workspaceId, BulkSql::line, """
                with mine as (
                    select c.*,
                           row_number() over (partition by c.state = 'open', c.user_id is null order by c.id desc) as place
                    from bulk_changes c
                    where c.workspace_id = ?
                      and (c.user_id = ? or ? and c.api_key_id is not null)
                      and (c.state = 'open' or c.finished_at >= ?)
                )
                select %s, %s
                from mine c
                where c.state = 'open' or c.place = 1 and c.hidden_at is null
                order by c.id
                limit 20
                """.formatted(COLUMNS, BESIDE), workspaceId, userId, withKeys, since);
    }

    void hide(long workspaceId, long id, Instant now) {
        sql.update(workspaceId, """
                update bulk_changes
                set hidden_at = ?
                where workspace_id = ?
                  and id = ?
                  and state <> 'open'
                """, now, workspaceId, id);
    }

    void prune(long workspaceId, Instant before) {
        sql.update(workspaceId, """
                with old as (
                    delete from bulk_changes
                    where workspace_id = ?
                      and finished_at < ?
                    returning id
                )
                delete from bulk_change_items
                where workspace_id = ?
                  and bulk_change_id in (select id from old)
                """, workspaceId, before, workspaceId);
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(read(row), row.getBoolean("waits"), row.getBoolean("is_undone"));
    }

    private static Actor author(ResultSet row) throws SQLException {
        @Nullable Long key = row.getObject("api_key_id", Long.class);
        return key == null
                ? new Actor(Actor.Kind.USER, row.getLong("user_id"), row.getString("author"))
                : new Actor(Actor.Kind.API_KEY, key, row.getString("author"));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.MAPPER.readTree(text);
    }

    private static BulkChange read(ResultSet row) throws SQLException {
        var reason = row.getString("reason");
        var filter = row.getString("filter");
        return new BulkChange(
                row.getLong("id"),
                author(row),
                row.getString("action"),
                new ActionConfig(json(row.getString("config"))),
                filter == null ? null : json(filter),
                row.getString("subject"),
                BulkChange.State.valueOf(upper(row.getString("state"))),
                reason == null ? null : Reason.valueOf(upper(reason)),
                row.getInt("total"),
                row.getInt("done"),
                row.getInt("skipped"),
                row.getLong("reached"),
                row.getObject("undoes", Long.class),
                row.getString("address"),
                row.getString("request_id"),
                Times.get(row, "created_at"),
                Times.find(row, "finished_at"));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
