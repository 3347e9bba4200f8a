package leadhub.conversations.files;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.conversations.Conversation;
import leadhub.conversations.MessageDeliveries;
import leadhub.forms.files.FileOwner;
import leadhub.forms.files.FileSource;
import leadhub.forms.files.KeptFile;
import leadhub.forms.files.StoredFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what people send by messengers, by the rules of forms' files. A file is written down when its message is, is fetched afterwards,
 * and goes with its conversation.
 *
 * <p>Limits: those of {@link StoredFiles}, and 1 GB a workspace and day.
 */
@Service
public class MessageFiles implements FileOwner {
    private static final long MOST_A_DAY = 1_000_000_000;
    /** Of a conversation, which is bounded by its messages. */
    private static final long ALL = Long.MAX_VALUE;

    private final MessageFileSql sql;
    private final StoredFiles files;
    private final MessageDeliveries deliveries;
    private final FileQueue queue;
    private final Clock clock;

    MessageFiles(
            MessageFileSql sql, StoredFiles files, MessageDeliveries deliveries, FileQueue queue, Clock clock) {
        this.sql = sql;
        this.files = files;
        this.deliveries = deliveries;
        this.queue = queue;
        this.clock = clock;
    }

    /** The message that a file came with. */
    public record Place(long conversationId, long number) {}

    /** One that is to be fetched. */
    public record Waiting(long integrationId, String reference, String name, Instant createdAt) {
        @Override
        public String toString() {
            return "Waiting[…]";
        }
    }

    /** One that lies in its place. */
    public record Written(String fileId, String name, String type, long size) {}

    /** Within the transaction in which its message is said. What is too large isn't fetched. */
    public void announce(Caller caller, Place place, long integrationId, AnnouncedFile file) {
        var failure = file.size() > AnnouncedFile.MOST_BYTES ? FileFailure.TOO_LARGE : null;
        sql.insert(caller.workspaceId(), place, integrationId, file, failure, Times.now(clock));
        if (failure == null) {
            queue.add(caller.workspaceId(), place);
        }
    }

    /** Has one fetched once more that couldn't be, where that may go well by now. */
    @Transactional
    public void fetchAgain(Caller caller, Conversation conversation, long number) {
        caller.require(Permission.ANSWER_CONVERSATIONS);
        var place = new Place(conversation.id(), number);
        if (!sql.again(caller.workspaceId(), place)) {
            throw new Problem.Conflict(Refusal.of("messenger.file_not_failed")).exception();
        }
        queue.add(caller.workspaceId(), place);
        tell(true, caller.workspaceId(), place);
    }

    /** Empty where that is over. */
    public Optional<Waiting> waiting(long workspaceId, Place place) {
        return sql.waiting(workspaceId, place);
    }

    /** Whether a workspace may keep more today. */
    public boolean hasRoom(long workspaceId) {
        var today = Times.now(clock).atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        return sql.since(workspaceId, today.toInstant()) < MOST_A_DAY;
    }

    /** Writes a file down, in no transaction; empty for what isn't kept: a program, or something else than its name says. */
    public Optional<Written> write(long workspaceId, String name, byte[] content) {
        return files.type(FileSource.of(name, content)).map(type -> {
            var whole = name.indexOf('.') < 0 ? name + files.ending(type) : name;
            return new Written(files.write(workspaceId, FileSource.of(whole, content)), whole, type, content.length);
        });
    }

    /** It is there. What is erased by now is swept. */
    @Transactional
    public void keep(long workspaceId, Place place, Written file) {
        tell(sql.keep(workspaceId, place, file, Times.now(clock)), workspaceId, place);
    }

    /** It isn't there yet, and is tried again. */
    @Transactional
    public void delay(long workspaceId, Place place, FileFailure why) {
        tell(sql.delay(workspaceId, place, why), workspaceId, place);
    }

    /** It isn't tried again. @param why null for what it last waited for */
    @Transactional
    public void fail(long workspaceId, Place place, @Nullable FileFailure why) {
        tell(sql.fail(workspaceId, place, why), workspaceId, place);
    }

    private void tell(boolean isNews, long workspaceId, Place place) {
        if (isNews) {
            deliveries.changed(workspaceId, place.conversationId());
        }
    }

    /** Those of a conversation from a message on, by its number. */
    public Map<Long, MessageFile> of(Caller caller, Conversation conversation, long from) {
        return conversation.contact() == null
                ? Map.of()
                : sql.between(caller.workspaceId(), new long[] {conversation.id()}, from, ALL).stream()
                        .collect(Collectors.toMap(MessageFile::number, Function.identity()));
    }

    /** Those of some conversations. */
    public List<MessageFile> of(Caller caller, List<Conversation> some) {
        var ids = some.stream()
                .filter(one -> one.contact() != null)
                .mapToLong(Conversation::id)
                .toArray();
        return ids.length == 0 ? List.of() : sql.between(caller.workspaceId(), ids, 1, ALL);
    }

    /** The file of a message in a conversation that the caller was shown. */
    public KeptFile open(Caller caller, Conversation conversation, long number) {
        var id = new long[] {conversation.id()};
        return sql.between(caller.workspaceId(), id, number, number).stream()
                .filter(MessageFile::isKept)
                .findFirst()
                .map(file -> files.open(caller.workspaceId(), String.valueOf(file.fileId()), file.name()))
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("form.no_file")).exception());
    }

    @Override
    public Set<String> known(long workspaceId, List<String> fileIds) {
        return sql.known(workspaceId, fileIds);
    }

    /** They are forgotten when their conversation is erased. */
    @Override
    public void forget(long workspaceId) {}
}
