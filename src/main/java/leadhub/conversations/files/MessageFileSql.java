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
import org.springframework.stereotype.Component;

/** Every statement on the message_files table; conversations.ErasureSql erases. */
@Component
class MessageFileSql {
    private static final String COLUMNS =
            "conversation_id, number, status, name, type, size, file_id, failure, reference is not null as is_known, created_at";

    private final Sql sql;

    MessageFileSql(Sql sql) {
        this.sql = sql;
    }

    void insert(
            long workspaceId,
            MessageFiles.Place place,
            long integrationId,
            AnnouncedFile file,
            @Nullable FileFailure failure,
            Instant now) {
        sql.update(
                workspaceId,
                """
                insert into message_files
                    (workspace_id, conversation_id, number, integration_id, status, reference, name, size, failure, created_at)
                values (:workspace, :conversation, :number, :integration, :status, :reference, :name, :size, :failure, :now)
                """,
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

    private static NamedValues place(long workspaceId, MessageFiles.Place place) {
        return NamedValues.of("workspace", workspaceId)
                .and("conversation", place.conversationId())
                .and("number", place.number());
    }

    Optional<MessageFiles.Waiting> waiting(long workspaceId, MessageFiles.Place place) {
        return sql.find(
                workspaceId,
                row -> new MessageFiles.Waiting(
                        row.getLong("integration_id"),
                        Objects.requireNonNull(row.getString("reference")),
                        row.getString("name"),
                        Times.get(row, "created_at")),
                """
                select integration_id, reference, name, created_at
                from message_files
                where workspace_id = ?
                  and conversation_id = ?
                  and number = ?
                  and status = 'waiting'
                """,
                workspaceId,
                place.conversationId(),
                place.number());
    }

    /** @return false where it is erased by now, or somebody else was faster */
    boolean keep(long workspaceId, MessageFiles.Place place, MessageFiles.Written file, Instant now) {
        return sql.update(
                        workspaceId,
                        """
                        update message_files
                        set status = 'kept', reference = null, failure = null, name = :name, type = :type, size = :size,
                            file_id = :file, kept_at = :now
                        where workspace_id = :workspace
                          and conversation_id = :conversation
                          and number = :number
                          and status = 'waiting'
                        """,
                        place(workspaceId, place)
                                .and("name", file.name())
                                .and("type", file.type())
                                .and("size", file.size())
                                .and("file", file.fileId())
                                .and("now", now))
                == 1;
    }

    /** @return whether that is news */
    boolean delay(long workspaceId, MessageFiles.Place place, FileFailure failure) {
        return sql.update(workspaceId, """
                        update message_files
                        set failure = :failure
                        where workspace_id = :workspace
                          and conversation_id = :conversation
                          and number = :number
                          and status = 'waiting'
                          and failure is distinct from :failure
                        """, place(workspaceId, place).and("failure", failure.word())) == 1;
    }

    /** It is to be fetched once more; false where it hasn't failed, or nobody knows by what it is fetched. */
    boolean again(long workspaceId, MessageFiles.Place place) {
        return sql.update(workspaceId, """
                        update message_files
                        set status = 'waiting', failure = null
                        where workspace_id = :workspace
                          and conversation_id = :conversation
                          and number = :number
                          and status = 'failed'
                          and reference is not null
                        """, place(workspaceId, place)) == 1;
    }

    /** What may go well some day stays known. @param failure null for what it last waited for */
    boolean fail(long workspaceId, MessageFiles.Place place, @Nullable FileFailure failure) {
        return sql.update(
                        workspaceId,
                        """
                        update message_files
                        set status = 'failed', failure = coalesce(:failure, failure, 'busy'),
                            reference = case when :may_pass then reference end
                        where workspace_id = :workspace
                          and conversation_id = :conversation
                          and number = :number
                          and status = 'waiting'
                        """,
                        place(workspaceId, place)
                                .and("failure", failure == null ? null : failure.word())
                                .and("may_pass", failure == null || failure.mayPass()))
                == 1;
    }

    List<MessageFile> between(long workspaceId, long[] conversationIds, long from, long until) {
        return sql.query(
                workspaceId, MessageFileSql::read, """
                select %s
                from message_files
                where workspace_id = ?
                  and conversation_id = any (?)
                  and number between ? and ?
                order by conversation_id, number
                """.formatted(COLUMNS), workspaceId, conversationIds, from, until);
    }

    /** Bytes that were kept since a time. */
    long since(long workspaceId, Instant time) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                select coalesce(sum(size), 0)::bigint
                from message_files
                where workspace_id = ?
                  and kept_at >= ?
                """, workspaceId, time);
    }

    Set<String> known(long workspaceId, List<String> fileIds) {
        return Set.copyOf(sql.query(
                workspaceId, row -> row.getString("file_id"), """
                select file_id
                from message_files
                where workspace_id = ?
                  and file_id = any (?)
                """, workspaceId, fileIds.toArray(String[]::new)));
    }

    private static MessageFile read(ResultSet row) throws SQLException {
        var size = row.getLong("size");
        var isSized = !row.wasNull();
        var failure = row.getString("failure");
        return new MessageFile(
                row.getLong("conversation_id"),
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
