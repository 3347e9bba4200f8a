package leadhub.conversations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on what visitors are known by: whoever has the token of a conversation reads it and writes in it. Kept as hashes. */
@Component
class VisitorTokenSql {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final int CHARACTERS = 43;

    private final Sql sql;

    VisitorTokenSql(Sql sql) {
        this.sql = sql;
    }

    /** Where the conversation of a token is. */
    record Place(long workspaceId, long conversationId) {}

    String issue(long workspaceId, long conversationId) {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sql.globalUpdate("""
                insert into visitor_tokens (token_hash, workspace_id, conversation_id)
                values (?, ?, ?)
                """, hash(token), workspaceId, conversationId);
        return token;
    }

    /** None that was issued opens the conversation any more. */
    void revoke(long workspaceId, long conversationId) {
        sql.globalUpdate("""
                delete from visitor_tokens
                where workspace_id = ?
                  and conversation_id = ?
                """, workspaceId, conversationId);
    }

    Optional<Place> find(String token) {
        if (token.length() != CHARACTERS) {
            return Optional.empty();
        }
        return sql
                .globalQuery(
                        row -> new Place(row.getLong("workspace_id"), row.getLong("conversation_id")), """
                        select workspace_id, conversation_id
                        from visitor_tokens
                        where token_hash = ?
                        """, hash(token))
                .stream()
                .findFirst();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
