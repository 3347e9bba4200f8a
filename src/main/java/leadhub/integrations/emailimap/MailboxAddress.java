package leadhub.integrations.emailimap;

import java.util.Optional;
import leadhub.emails.sending.ReplyMailbox;
import org.springframework.stereotype.Component;

/** Has answers come to the first mailbox of a workspace whose address its people have said. */
@Component
class MailboxAddress implements ReplyMailbox {
    private final MailboxSql sql;

    MailboxAddress(MailboxSql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<String> address(long workspaceId) {
        return sql.replyAddress(workspaceId);
    }
}
