package leadhub.conversations.files;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;

/** Every statement on the message_files table, which conversations.ErasureSql erases, and on those that are like it. */
final class ExpectedFileSql {
    private final Sql sql;
    private final String table;
    private final String owner;

    ExpectedFileSql(Sql sql, ExpectedFiles.Table table) {
        this.sql = sql;
        this.table = table.name();
        this.owner = table.owner();
    }

    void insert(
            long workspaceId,
            ExpectedFiles.Place place,
            long integrationId,
            AnnouncedFile file,
            @Nullable FileFailure failure,
            Instant now) {
        sql.update(
                workspaceId,
                """
                insert into %s
                    (workspace_id, %s, number, integration_id, status, reference, name, size, failure, created_at)
                values (:workspace, :owner, :number, :integration, :status, :reference, :name, :size, :failure, :now)
                """.formatted(table, owner),
                place(workspaceId, place)
                        .and("integration", integrationId)
                        .and(
                                "status",
                                (failure == null ? MessageFile.Status.WAITING : MessageFile.Status.FAILED).word())
                        .and("reference", failure == null ? file.reference() : null)
                        .and("name", file.name())
                        .and("size", file.size() == 0 ? null : (Long) file.size())
                        .and("failure", failure == null ? null : failure.word())
                        .and("now", now));
    }

    private static NamedValues place(long workspaceId, ExpectedFiles.Place place) {
        return NamedValues.of("workspace", workspaceId)
                .and("owner", place.ownerId())
                .and("number", place.number());
    }

    Optional<ExpectedFiles.Waiting> waiting(long workspaceId, ExpectedFiles.Place place) {
        return sql.find(
                workspaceId,
                row -> new ExpectedFiles.Waiting(
                        row.getLong("integration_id"),
                        Objects.requireNonNull(row.getString("reference")),
                        row.getString("name"),
                        Times.get(row, "created_at")),
                """
                select integration_id, reference, name, created_at
                from %s
                where workspace_id = ?
                  and %s = ?
                  and number = ?
                  and status = 'waiting'
                """.formatted(table, owner),
                workspaceId,
                place.ownerId(),
                place.number());
    }

    /** @return false where it is erased by now, or somebody else was faster */
    boolean keep(long workspaceId, ExpectedFiles.Place place, ExpectedFiles.Written file, Instant now) {
        return sql.update(
                        workspaceId,
                        """
                        update %s
                        set status = 'kept', reference = null, failure = null, name = :name, type = :type, size = :size,
                            file_id = :file, kept_at = :now
                        where workspace_id = :workspace
                          and %s = :owner
                          and number = :number
                          and status = 'waiting'
                        """.formatted(table, owner),
                        place(workspaceId, place)
                                .and("name", file.name())
                                .and("type", file.type())
                                .and("size", file.size())
                                .and("file", file.fileId())
                                .and("now", now))
                == 1;
    }

    /** @return whether that is news */
    boolean delay(long workspaceId, ExpectedFiles.Place place, FileFailure failure) {
        return sql.update(
                        workspaceId,
                        """
                        update %s
                        set failure = :failure
                        where workspace_id = :workspace
                          and %s = :owner
                          and number = :number
                          and status = 'waiting'
                          and failure is distinct from :failure
                        """.formatted(table, owner),
                        place(workspaceId, place).and("failure", failure.word()))
                == 1;
    }

    /** It is to be fetched once more; false where it hasn't failed, or nobody knows by what it is fetched. */
    boolean again(long workspaceId, ExpectedFiles.Place place) {
        return sql.update(workspaceId, """
                        update %s
                        set status = 'waiting', failure = null
                        where workspace_id = :workspace
                          and %s = :owner
                          and number = :number
                          and status = 'failed'
                          and reference is not null
                        """.formatted(table, owner), place(workspaceId, place)) == 1;
    }

    /** What may go well some day stays known. @param failure null for what it last waited for */
    boolean fail(long workspaceId, ExpectedFiles.Place place, @Nullable FileFailure failure) {
        return sql.update(
                        workspaceId,
                        """
                        update %s
                        set status = 'failed', failure = coalesce(:failure, failure, 'busy'),
                            reference = case when :may_pass then reference end
                        where workspace_id = :workspace
                          and %s = :owner
                          and number = :number
                          and status = 'waiting'
                        """.formatted(table, owner),
                        place(workspaceId, place)
                                .and("failure", failure == null ? null : failure.word())
                                .and("may_pass", failure == null || failure.mayPass()))
                == 1;
    }

    List<MessageFile> between(long workspaceId, long[] ownerIds, long from, long until) {
        return sql.query(
                workspaceId, ExpectedFileSql::read, """
                select %1$s as owner_id, number, status, name, type, size, file_id, failure, created_at,
                    reference is not null as is_known
                from %2$s
                where workspace_id = ?
                  and %1$s = any (?)
                  and number between ? and ?
                order by %1$s, number
                """.formatted(owner, table), workspaceId, ownerIds, from, until);
    }

    /** Bytes that were kept since a time. */
    long since(long workspaceId, Instant time) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                select coalesce(sum(size), 0)::bigint
                from %s
                where workspace_id = ?
                  and kept_at >= ?
                """.formatted(table), workspaceId, time);
    }

    Set<String> known(long workspaceId, List<String> fileIds) {
        return Set.copyOf(sql.query(
                workspaceId,
                row -> row.getString("file_id"),
                """
                select file_id
                from %s
                where workspace_id = ?
                  and file_id = any (?)
                """.formatted(table),
                workspaceId,
                fileIds.toArray(String[]::new)));
    }

    private static MessageFile read(ResultSet row) throws SQLException {
        var size = row.getLong("size");
        var isSized = !row.wasNull();
        var failure = row.getString("failure");
        return new MessageFile(
                row.getLong("owner_id"),
                row.getLong("number"),
                MessageFile.Status.of(row.getString("status")),
                row.getString("name"),
                row.getString("type"),
                isSized ? (Long) size : null,
                row.getString("file_id"),
                failure == null ? null : FileFailure.of(failure),
                row.getBoolean("is_known"),
                Times.get(row, "created_at"));
    }
}
