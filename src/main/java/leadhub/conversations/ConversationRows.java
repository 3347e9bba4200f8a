package leadhub.conversations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import leadhub.base.Json;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads conversations, messages and notes from their rows. */
final class ConversationRows {
    static final String COLUMNS = """
            id, public_id, channel, bot_id, lead_id, status, owner_kind, owner_user_id, owner_version, visitor, attribution,
            consent, language, last_number, last_role, visitor_read, team_read, started_at, last_message_at, waiting_since,
            captured_at, handed_over_at, ended_at, updated_at, integration_id, contact_id, contact_name, contact_wrote_at,
            contact_stopped_at, delivery_changes""";

    static final String MESSAGE_COLUMNS = "id, number, role, user_id, content, client_id, asks, created_at";

    private ConversationRows() {}

    static Conversation conversation(ResultSet row) throws SQLException {
        var owner = new Owner(
                Owner.Kind.ofWord(row.getString("owner_kind")).orElseThrow(),
                number(row, "owner_user_id"),
                row.getLong("owner_version"));
        var role = row.getString("last_role");
        var consent = row.getString("consent");
        return new Conversation(
                row.getLong("id"),
                row.getString("public_id"),
                Channel.of(row.getString("channel")),
                row.getString("bot_id"),
                number(row, "lead_id"),
                ConversationStatus.ofWord(row.getString("status")).orElseThrow(),
                owner,
                Visitor.of(row.getString("visitor")),
                contact(row),
                (ObjectNode) Json.MAPPER.readTree(row.getString("attribution")),
                consent == null ? null : (ObjectNode) Json.MAPPER.readTree(consent),
                row.getString("language"),
                new Conversation.Marks(
                        row.getLong("last_number"),
                        role == null ? null : MessageRole.of(role),
                        row.getLong("visitor_read"),
                        row.getLong("team_read"),
                        row.getLong("delivery_changes")),
                moments(row));
    }

    private static @Nullable Contact contact(ResultSet row) throws SQLException {
        var integrationId = number(row, "integration_id");
        return integrationId == null
                ? null
                : new Contact(
                        integrationId,
                        Objects.requireNonNull(row.getString("contact_id")),
                        Objects.requireNonNullElse(row.getString("contact_name"), ""),
                        Times.find(row, "contact_wrote_at"),
                        Times.find(row, "contact_stopped_at"));
    }

    private static Conversation.Moments moments(ResultSet row) throws SQLException {
        return new Conversation.Moments(
                Times.get(row, "started_at"),
                Times.find(row, "last_message_at"),
                Times.find(row, "waiting_since"),
                Times.find(row, "captured_at"),
                Times.find(row, "handed_over_at"),
                Times.find(row, "ended_at"),
                Times.get(row, "updated_at"));
    }

    static Message message(ResultSet row) throws SQLException {
        var asks = row.getString("asks");
        return new Message(
                row.getLong("id"),
                row.getLong("number"),
                MessageRole.of(Objects.requireNonNull(row.getString("role"))),
                number(row, "user_id"),
                row.getString("content"),
                row.getString("client_id"),
                asks == null ? null : Asked.of(asks),
                Times.get(row, "created_at"));
    }

    static ConversationNote note(ResultSet row) throws SQLException {
        return new ConversationNote(
                row.getLong("id"),
                row.getLong("after_number"),
                number(row, "user_id"),
                row.getString("content"),
                Times.get(row, "created_at"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        var number = row.getLong(column);
        return row.wasNull() ? null : (Long) number;
    }
}
