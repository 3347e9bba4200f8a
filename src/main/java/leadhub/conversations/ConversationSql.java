package leadhub.conversations;

import static leadhub.conversations.ConversationRows.COLUMNS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on conversations, one at a time. */
@Component
class ConversationSql {
    private final Sql sql;

    ConversationSql(Sql sql) {
        this.sql = sql;
    }

    long newId(long workspaceId) {
        return sql.get(workspaceId, row -> row.getLong(1), "select nextval('conversation_ids')");
    }

    void insert(long workspaceId, long id, String publicId, NewConversation wanted, Instant now) {
        var contact = wanted.contact();
        sql.update(
                workspaceId,
                """
                insert into conversations
                    (workspace_id, id, public_id, channel, bot_id, status, owner_kind, visitor, attribution, language,
                     is_counted, started_at, updated_at, integration_id, contact_id, contact_name, contact_wrote_at,
                     contact_stopped_at)
                values (:workspace, :id, :public_id, :channel, :bot, 'active', 'bot', :visitor::jsonb, :attribution::jsonb,
                        :language, :is_counted, :now, :now, :integration, :contact, :contact_name, :wrote_at, :stopped_at)
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("id", id)
                        .and("public_id", publicId)
                        .and("channel", wanted.channel().word())
                        .and("bot", wanted.botId())
                        .and("visitor", Json.write(wanted.visitor().json()))
                        .and("attribution", Json.write(wanted.attribution()))
                        .and("language", wanted.language())
                        .and("is_counted", wanted.isCounted())
                        .and("now", now)
                        .and("integration", contact == null ? null : contact.integrationId())
                        .and("contact", contact == null ? null : contact.id())
                        .and("contact_name", contact == null ? null : contact.name())
                        .and("wrote_at", contact == null ? null : contact.wroteAt())
                        .and("stopped_at", contact == null ? null : contact.stoppedAt()));
    }

    Optional<Conversation> find(long workspaceId, String publicId) {
        return find(workspaceId, publicId, "");
    }

    /** Nobody else takes a step in it until the transaction ends. */
    Optional<Conversation> lock(long workspaceId, String publicId) {
        return find(workspaceId, publicId, "for update");
    }

    /** One that somebody is about to say something in. @param before what they have said there under their client's id */
    record Locked(Conversation conversation, Optional<Message> before) {}

    /** The same in one round trip with what was said; what is said while it waits for the lock is found. */
    Optional<Locked> lock(long workspaceId, String publicId, @Nullable String clientId) {
        var found = sql.queryBoth(
                workspaceId,
                ConversationRows::conversation,
                one(workspaceId, publicId, "for update"),
                ConversationRows::message,
                MessageSql.ofClient(workspaceId, publicId, clientId));
        return found.first().stream()
                .findFirst()
                .map(one -> new Locked(one, found.second().stream().findFirst()));
    }

    private Optional<Conversation> find(long workspaceId, String publicId, String lock) {
        return sql.query(workspaceId, ConversationRows::conversation, one(workspaceId, publicId, lock)).stream()
                .findFirst();
    }

    private static Sql.Statement one(long workspaceId, String publicId, String lock) {
        return Sql.Statement.of("""
                select %s
                from conversations
                where workspace_id = ?
                  and public_id = ?
                  and erased_at is null
                %s
                """.formatted(COLUMNS, lock), workspaceId, publicId);
    }

    Optional<Conversation> find(long workspaceId, long id) {
        return find(workspaceId, id, "");
    }

    /** Nobody else takes a step in it until the transaction ends. */
    Optional<Conversation> lock(long workspaceId, long id) {
        return find(workspaceId, id, "for update");
    }

    private Optional<Conversation> find(long workspaceId, long id, String lock) {
        return sql.find(workspaceId, ConversationRows::conversation, """
                select %s
                from conversations
                where workspace_id = ?
                  and id = ?
                  and erased_at is null
                %s
                """.formatted(COLUMNS, lock), workspaceId, id);
    }

    /** The latest one with somebody by a messenger; nobody else takes a step in it until the transaction ends. */
    Optional<Conversation> latestWith(long workspaceId, long integrationId, String contactId) {
        return sql.find(
                workspaceId,
                ConversationRows::conversation,
                """
                select %s
                from conversations
                where workspace_id = ?
                  and integration_id = ?
                  and contact_id = ?
                order by id desc
                limit 1
                for update
                """.formatted(COLUMNS),
                workspaceId,
                integrationId,
                contactId);
    }

    /** The one that a lead was in last by a messenger. @param integrationId null for any */
    Optional<Conversation> latestOf(long workspaceId, long leadId, @Nullable Long integrationId) {
        return sql.find(
                workspaceId,
                ConversationRows::conversation,
                """
                select %s
                from conversations
                where workspace_id = ?
                  and lead_id = ?
                  and integration_id is not null
                  and (?::bigint is null or integration_id = ?::bigint)
                order by last_message_at desc nulls last, id desc
                limit 1
                """.formatted(COLUMNS),
                workspaceId,
                leadId,
                integrationId,
                integrationId);
    }

    /** Whether another one with the same person is open. */
    boolean isContinued(long workspaceId, Conversation one, Contact contact) {
        return sql.get(
                workspaceId,
                row -> row.getBoolean(1),
                """
                select exists (
                    select
                    from conversations
                    where workspace_id = ?
                      and integration_id = ?
                      and contact_id = ?
                      and status <> 'completed'
                      and id <> ?)
                """,
                workspaceId,
                contact.integrationId(),
                contact.id(),
                one.id());
    }

    /** Its person has written, and calls themselves so; what was written before may come later. */
    void wrote(long workspaceId, long id, String name, Instant at) {
        sql.update(workspaceId, """
                update conversations
                set contact_name = coalesce(nullif(?, ''), contact_name), contact_wrote_at = greatest(contact_wrote_at, ?)
                where workspace_id = ?
                  and id = ?
                """, name, at, workspaceId, id);
    }

    /** Somebody wants nothing more, in whichever conversation; null where they want it again. Which ones that changes. */
    List<Long> stop(long workspaceId, long integrationId, String contactId, @Nullable Instant at) {
        return sql.query(workspaceId, row -> row.getLong("id"), """
                update conversations
                set contact_stopped_at = ?::timestamptz, delivery_changes = delivery_changes + 1
                where workspace_id = ?
                  and integration_id = ?
                  and contact_id = ?
                  and contact_stopped_at is distinct from ?::timestamptz
                returning id
                """, at, workspaceId, integrationId, contactId, at);
    }

    /** Its person is called so from now on, unless another conversation with them is open. */
    void call(long workspaceId, long id, String contactId) {
        sql.update(
                workspaceId,
                """
                update conversations one
                set contact_id = :contact
                where one.workspace_id = :workspace
                  and one.id = :id
                  and one.contact_id <> :contact
                  and not exists (
                      select
                      from conversations other
                      where other.workspace_id = :workspace
                        and other.integration_id = one.integration_id
                        and other.contact_id = :contact
                        and other.status <> 'completed')
                """,
                NamedValues.of("workspace", workspaceId).and("id", id).and("contact", contactId));
    }

    /** Something has become of a message of ours. */
    void deliveryChanged(long workspaceId, long id) {
        sql.update(workspaceId, """
                update conversations
                set delivery_changes = delivery_changes + 1
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    /** @return whether it had not been read so far yet */
    boolean readByVisitor(long workspaceId, long id, long number) {
        return sql.update(workspaceId, """
                        update conversations
                        set visitor_read = least(?, last_number)
                        where workspace_id = ?
                          and id = ?
                          and visitor_read < least(?, last_number)
                        """, number, workspaceId, id, number) > 0;
    }

    /** @return whether it had not been read so far yet */
    boolean readByTeam(long workspaceId, long id, long number) {
        return sql.update(workspaceId, """
                        update conversations
                        set team_read = least(?, last_number)
                        where workspace_id = ?
                          and id = ?
                          and team_read < least(?, last_number)
                        """, number, workspaceId, id, number) > 0;
    }

    void capture(long workspaceId, long id, long leadId, Instant now) {
        sql.update(workspaceId, """
                update conversations
                set lead_id = ?, captured_at = coalesce(captured_at, ?), updated_at = ?
                where workspace_id = ?
                  and id = ?
                """, leadId, now, now, workspaceId, id);
    }
}
