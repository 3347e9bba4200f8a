package leadhub.files;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.forms.files.FileOwner;
import leadhub.forms.files.KeptFile;
import leadhub.forms.files.StoredFiles;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Files on leads, by the rules of forms' files. One is in the store before it has a row, and goes from there some hours after its row is
 * gone. Whoever may work on a lead attaches files to it and removes them.
 *
 * <p>Limits: those of {@link StoredFiles} for what is sent at once, 1 GB a workspace and day, 10 files a note, and 1,000 a lead; 2,000
 * with those that were removed and aren't forgotten.
 */
@Service
public class LeadFiles implements FileOwner {
    static final long MOST_A_DAY = 1_000_000_000;
    static final int MOST_OF_A_LEAD = 1_000;
    static final int MOST_KEPT_OF_A_LEAD = 2_000;
    /** As many as come with one that is written. */
    static final int MOST_OF_A_NOTE = StoredFiles.MOST_FILES;
    /** How long a removal can be taken back. */
    static final Duration UNDONE = Duration.ofHours(1);

    private static final int STEP = 500;

    private final LeadFileSql sql;
    private final StoredFiles files;
    private final Leads leads;
    private final FileRecord record;
    private final Clock clock;

    LeadFiles(LeadFileSql sql, StoredFiles files, Leads leads, FileRecord record, Clock clock) {
        this.sql = sql;
        this.files = files;
        this.leads = leads;
        this.record = record;
        this.clock = clock;
    }

    /** The latest files of a lead that the caller was shown, before another one; {@link Long#MAX_VALUE} for the very latest. */
    public List<LeadFile> list(Caller caller, Lead lead, long before, int most) {
        return sql.latest(caller.workspaceId(), lead.id(), before, most);
    }

    /** One page of the files of a lead that the caller was shown, the latest first. */
    public Page<LeadFile> list(Caller caller, Lead lead, Slice slice) {
        return sql.page(caller.workspaceId(), lead.id(), slice);
    }

    /** One page of the files of a note that the caller was shown, the latest first. */
    public Page<LeadFile> ofNote(Caller caller, long noteId, Slice slice) {
        return sql.pageOfNote(caller.workspaceId(), noteId, slice);
    }

    /** The file, if it is on that lead, to be removed: nobody else does until the transaction ends. */
    public LeadFile lock(Caller caller, long leadId, long id) {
        return find(caller, leads.lock(caller, leadId).id(), id).file();
    }

    /** A file to be downloaded. */
    public record Opened(LeadFile file, KeptFile content) {}

    /** The file with what is in it. */
    public Opened open(Caller caller, long leadId, long id) {
        var row = find(caller, leads.get(caller, leadId).id(), id);
        return new Opened(
                row.file(),
                files.open(caller.workspaceId(), row.fileId(), row.file().name()));
    }

    /** Whether a workspace may keep more today. */
    boolean hasRoom(long workspaceId) {
        var today = Times.now(clock).atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        return sql.since(workspaceId, today.toInstant()) < MOST_A_DAY;
    }

    /** Attaches files to a lead. */
    @Transactional
    public List<LeadFile> add(Caller caller, long leadId, StagedFiles staged) {
        return add(caller, leadId, null, staged);
    }

    /** The same with a note on it, which whoever calls has written or locked. */
    @Transactional
    public List<LeadFile> add(Caller caller, long leadId, @Nullable Long noteId, StagedFiles staged) {
        leads.lock(caller, leadId);
        var taken = taken(caller.workspaceId(), staged);
        if (!taken.isEmpty()) {
            var numbers = sql.count(caller.workspaceId(), leadId, noteId);
            requireRoom(numbers, taken.size());
            if (numbers.kept() + taken.size() > MOST_KEPT_OF_A_LEAD) {
                throw new Problem.Conflict(Refusal.of("file.too_many_removed")).exception();
            }
        }
        var now = Times.now(clock);
        return taken.stream()
                .map(file -> sql.insert(caller.workspaceId(), leadId, noteId, file, caller.actor(), now))
                .peek(file -> record.added(caller, file))
                .toList();
    }

    /** @param more files that aren't among the numbers */
    private static void requireRoom(LeadFileSql.Numbers numbers, int more) {
        if (numbers.there() + more > MOST_OF_A_LEAD) {
            throw new Problem.Conflict(Refusal.of("file.too_many").with("max", MOST_OF_A_LEAD)).exception();
        }
        if (numbers.onNote() + more > MOST_OF_A_NOTE) {
            throw new Problem.Conflict(Refusal.of("file.too_many_on_note").with("max", MOST_OF_A_NOTE)).exception();
        }
    }

    private List<StagedFiles.OnDisk> taken(long workspaceId, StagedFiles staged) {
        var taken = staged.take();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                // Where nobody knows whether it was committed, the sweep finds out.
                if (status == STATUS_ROLLED_BACK) {
                    taken.forEach(file -> files.delete(workspaceId, file.fileId()));
                }
            }
        });
        return taken;
    }

    /** Removes a file; a user can take that back for an hour. */
    @Transactional
    public LeadFile remove(Caller caller, long leadId, long id) {
        leads.lock(caller, leadId);
        var file = find(caller, leadId, id).file();
        var isUser = caller.actor().kind() == Actor.Kind.USER;
        sql.remove(caller.workspaceId(), id, isUser ? (Long) caller.actor().id() : null, Times.now(clock));
        record.removed(caller, file);
        return file;
    }

    /** Takes back that the caller removed a file, where there is room for it still. */
    @Transactional
    public void restore(Caller caller, long leadId, long id) {
        leads.lock(caller, leadId);
        var since = Times.now(clock).minus(UNDONE);
        var file = sql.restore(caller.workspaceId(), leadId, id, caller.actor().id(), since)
                .orElseThrow(LeadFiles::unknown);
        requireRoom(sql.count(caller.workspaceId(), leadId, file.noteId()), 0);
        record.restored(caller, file);
    }

    private LeadFileSql.Row find(Caller caller, long leadId, long id) {
        return sql.find(caller.workspaceId(), leadId, id).orElseThrow(LeadFiles::unknown);
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("form.no_file")).exception();
    }

    @Override
    public Set<String> known(long workspaceId, List<String> fileIds) {
        return sql.known(workspaceId, fileIds);
    }

    /** In steps, each for itself: whoever writes meanwhile waits for one at most. */
    @Override
    public void forget(long workspaceId) {
        var before = Times.now(clock).minus(UNDONE);
        var step = sql.after(workspaceId, 0, STEP);
        while (!step.isEmpty()) {
            sql.deleteUnkept(workspaceId, step, before);
            step = sql.after(workspaceId, step.getLast(), STEP);
        }
    }
}
