package leadhub.conversations.files;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.database.Sql;
import leadhub.conversations.Conversation;
import leadhub.conversations.MessageDeliveries;
import leadhub.forms.files.KeptFile;
import leadhub.forms.files.StoredFiles;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The files that people send by messengers; they go with their conversation. */
@Service
public class MessageFiles extends ExpectedFiles {
    public static final String KIND = "message";

    private final MessageDeliveries deliveries;

    MessageFiles(Sql sql, StoredFiles files, MessageDeliveries deliveries, FileQueue queue, Clock clock) {
        super(sql, new Table("message_files", "conversation_id"), files, queue, clock);
        this.deliveries = deliveries;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    protected void changed(long workspaceId, Place place) {
        deliveries.changed(workspaceId, place.ownerId());
    }

    /** Has one of a conversation that the caller was shown fetched once more. */
    @Transactional
    public void fetchAgain(Caller caller, Conversation conversation, long number) {
        caller.require(Permission.ANSWER_CONVERSATIONS);
        again(caller.workspaceId(), new Place(conversation.id(), number));
    }

    /** Those of a conversation from a message on, by its number. */
    public Map<Long, MessageFile> of(Caller caller, Conversation conversation, long from) {
        return conversation.contact() == null
                ? Map.of()
                : of(caller.workspaceId(), new long[] {conversation.id()}, from).stream()
                        .collect(Collectors.toMap(MessageFile::number, Function.identity()));
    }

    /** Those of some conversations. */
    public List<MessageFile> of(Caller caller, List<Conversation> some) {
        var ids = some.stream()
                .filter(one -> one.contact() != null)
                .mapToLong(Conversation::id)
                .toArray();
        return ids.length == 0 ? List.of() : of(caller.workspaceId(), ids, 1);
    }

    /** The file of a message in a conversation that the caller was shown. */
    public KeptFile open(Caller caller, Conversation conversation, long number) {
        return open(caller.workspaceId(), new Place(conversation.id(), number));
    }

    /** They are forgotten when their conversation is erased. */
    @Override
    public void forget(long workspaceId) {}
}
