package leadhub.conversations.files;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.forms.files.FileOwner;
import leadhub.forms.files.FileSource;
import leadhub.forms.files.KeptFile;
import leadhub.forms.files.StoredFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what people send beside words, by the rules of forms' files. A file is written down when its message is, and is fetched from its
 * provider afterwards.
 *
 * <p>Limits: those of {@link StoredFiles}, and 1 GB a workspace and day.
 */
@Service
public abstract class ExpectedFiles implements FileOwner {
    private static final long MOST_A_DAY = 1_000_000_000;

    private final ExpectedFileSql sql;
    private final StoredFiles files;
    private final FileQueue queue;
    private final Clock clock;

    /** Where they are written down. @param owner the column of what they came with */
    public record Table(String name, String owner) {}

    protected ExpectedFiles(Sql sql, Table table, StoredFiles files, FileQueue queue, Clock clock) {
        this.sql = new ExpectedFileSql(sql, table);
        this.files = files;
        this.queue = queue;
        this.clock = clock;
    }

    /** What a file came with. @see MessageFile */
    public record Place(long ownerId, long number) {}

    /** One that is to be fetched. */
    public record Waiting(long integrationId, String reference, String name, Instant createdAt) {
        @Override
        public String toString() {
            return "Waiting[…]";
        }
    }

    /** One that lies in its place. */
    public record Written(String fileId, String name, String type, long size) {}

    /** By which jobs know them from others. */
    public abstract String kind();

    /** Within a verb: something has become of one. */
    protected abstract void changed(long workspaceId, Place place);

    /** Within the transaction in which its message is written down. What is too large isn't fetched. */
    public void announce(Caller caller, Place place, long integrationId, AnnouncedFile file) {
        var failure = file.size() > AnnouncedFile.MOST_BYTES ? FileFailure.TOO_LARGE : null;
        sql.insert(caller.workspaceId(), place, integrationId, file, failure, Times.now(clock));
        if (failure == null) {
            queue.add(caller.workspaceId(), kind(), place);
        }
    }

    /** Within a verb: has one fetched once more that couldn't be, where that may go well by now. */
    protected void again(long workspaceId, Place place) {
        if (!sql.again(workspaceId, place)) {
            find(workspaceId, place);
            throw new Problem.Conflict(Refusal.of("messenger.file_not_failed")).exception();
        }
        queue.add(workspaceId, kind(), place);
        changed(workspaceId, place);
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
            changed(workspaceId, place);
        }
    }

    /** Those of some owners, from a number on. */
    protected List<MessageFile> of(long workspaceId, long[] ownerIds, long from) {
        return sql.between(workspaceId, ownerIds, from, Long.MAX_VALUE);
    }

    /** One of something that the caller was shown. */
    protected KeptFile open(long workspaceId, Place place) {
        var file = find(workspaceId, place);
        if (!file.isKept()) {
            throw noFile();
        }
        return files.open(workspaceId, String.valueOf(file.fileId()), file.name());
    }

    private MessageFile find(long workspaceId, Place place) {
        var owner = new long[] {place.ownerId()};
        return sql.between(workspaceId, owner, place.number(), place.number()).stream()
                .findFirst()
                .orElseThrow(ExpectedFiles::noFile);
    }

    private static ProblemException noFile() {
        return new Problem.NotFound(Refusal.of("form.no_file")).exception();
    }

    @Override
    public Set<String> known(long workspaceId, List<String> fileIds) {
        return sql.known(workspaceId, fileIds);
    }
}
