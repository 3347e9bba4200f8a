package leadhub.conversations;

import java.util.List;
import java.util.Map;
import leadhub.base.Caller;
import org.springframework.stereotype.Service;

/** What was said last in each of some conversations, for lists of them. */
@Service
public class LatestMessages {
    private final LatestMessageSql sql;

    LatestMessages(LatestMessageSql sql) {
        this.sql = sql;
    }

    /** By the conversation's id; conversations in which nobody has said anything are absent. */
    public Map<Long, Message> of(Caller caller, List<Conversation> conversations) {
        return sql.of(caller.workspaceId(), conversations);
    }
}
