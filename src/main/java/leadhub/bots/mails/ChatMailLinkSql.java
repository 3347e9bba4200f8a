package leadhub.bots.mails;

import java.util.List;
import java.util.Optional;
import leadhub.base.database.Sql;
import leadhub.emails.suppression.UnsubscribeReceivers;
import org.springframework.stereotype.Component;

/** The statements on links by which visitors end emails. */
@Component
class ChatMailLinkSql implements UnsubscribeReceivers {
    private final Sql sql;

    ChatMailLinkSql(Sql sql) {
        this.sql = sql;
    }

    void add(long workspaceId, String token, long conversationId, String email) {
        sql.update(workspaceId, """
                insert into chat_mail_links (workspace_id, token, conversation_id, email)
                values (?, ?, ?, ?)
                on conflict (workspace_id, token, conversation_id) do nothing
                """, workspaceId, token, conversationId, email);
    }

    /** To which emails of a conversation have gone: there are few of them. */
    List<String> addresses(long workspaceId, long conversationId) {
        return sql.query(workspaceId, row -> row.getString("email"), """
                select email
                from chat_mail_links
                where workspace_id = ?
                  and conversation_id = ?
                """, workspaceId, conversationId);
    }

    @Override
    public Optional<String> address(long workspaceId, String token) {
        return sql.find(workspaceId, row -> row.getString("email"), """
                select email
                from chat_mail_links
                where workspace_id = ?
                  and token = ?
                order by conversation_id
                limit 1
                """, workspaceId, token);
    }
}
