package leadhub.imports;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.imports.rows.DuplicatePolicy;
import leadhub.imports.rows.ImportOptions;
import leadhub.imports.rows.ImportReaders;
import leadhub.jobs.JobQueue;
import leadhub.leads.matching.MatchingSettings;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes files of leads, says what would happen, and starts, pauses, ends and undoes imports. People need to be managers; a
 * key may import that may write leads.
 */
@Service
public class Imports {
    /** Of a file. */
    public static final long MOST_BYTES = 512L << 20;

    /** How long an import can be undone, and what was refused is kept. */
    public static final Duration UNDONE = Duration.ofDays(30);

    private final ImportSql sql;
    private final ImportProgressSql progress;
    private final ImportFiles files;
    private final ImportUploads uploads;
    private final ImportReaders readers;
    private final JobQueue jobs;
    private final ImportRecord record;
    private final MatchingSettings matching;

    @SuppressWarnings("TooManyParameters") // all that happens to an import begins here
    Imports(
            ImportSql sql,
            ImportProgressSql progress,
            ImportFiles files,
            ImportUploads uploads,
            ImportReaders readers,
            JobQueue jobs,
            ImportRecord record,
            MatchingSettings matching) {
        this.sql = sql;
        this.progress = progress;
        this.files = files;
        this.uploads = uploads;
        this.readers = readers;
        this.jobs = jobs;
        this.record = record;
        this.matching = matching;
    }

    /** How a file is imported of which nothing is said: known people are treated as the workspace has it. */
    public ImportOptions usual(Caller caller) {
        var policy = DuplicatePolicy.ofWord(matching.rules(caller).imports());
        return ImportOptions.USUAL.with(policy.orElse(ImportOptions.USUAL.duplicates()));
    }

    /** Keeps a file and says what importing it would do, in no transaction of its own. @param name as its sender calls it */
    public Import upload(Caller caller, String name, InputStream file, ImportOptions options) {
        try (var received = receive(caller, name, file, options)) {
            return keep(caller, received);
        }
    }

    /** Keeps a file and looks at it, before the transaction of {@link #keep(Caller, ReceivedFile)}; to be closed after it. */
    public ReceivedFile receive(Caller caller, String name, InputStream file, ImportOptions options) {
        requireImporter(caller);
        return uploads.receive(caller, name, file, options);
    }

    /** Makes an import of such a file. */
    public Import keep(Caller caller, ReceivedFile received) {
        requireImporter(caller);
        return get(caller, uploads.keep(caller, received));
    }

    /** Says again what would happen, by other options, or with cells that somebody mended: by line, the values by head. */
    public Import preview(Caller caller, Import one, ImportOptions options, Map<String, Map<String, String>> mended) {
        return keep(caller, look(caller, one, options, mended));
    }

    /** What is seen of an import's file by other options. */
    public record Looked(Import before, ImportUploads.Looked seen) {}

    /**
     * Looks at the file, before the transaction of {@link #keep(Caller, Looked)}.
     *
     * @param one as it was when what is asked for was put together
     */
    public Looked look(Caller caller, Import one, ImportOptions options, Map<String, Map<String, String>> mended) {
        requireImporter(caller);
        if (one.status() != ImportStatus.PREVIEWED) {
            throw conflict();
        }
        return new Looked(one, uploads.look(caller, one, options, mended));
    }

    /** Keeps what was seen, unless the import was started or changed meanwhile. */
    public Import keep(Caller caller, Looked looked) {
        requireImporter(caller);
        uploads.keep(caller, looked.before(), looked.seen());
        return get(caller, looked.before().id());
    }

    /** One of the workspace's imports. */
    public Import get(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id)
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("record.not_found")).exception());
    }

    /** The same; nobody else works on it until the transaction ends. */
    public Import hold(Caller caller, long id) {
        return lock(caller, id, before -> true);
    }

    /** What an import would do, or would have done, when that was worked out last. */
    public Import.Preview preview(Caller caller, Import one) {
        return sql.preview(caller.workspaceId(), one.id());
    }

    /** What imports would do, without their rows; by the imports' ids. */
    public Map<Long, Import.Preview> outlines(Caller caller, List<Import> imports) {
        return sql.outlines(
                caller.workspaceId(), imports.stream().map(Import::id).toList());
    }

    /** The newest first. */
    public Page<Import> list(Caller caller, Slice slice) {
        return sql.list(caller.workspaceId(), slice);
    }

    @Transactional
    public Import start(Caller caller, long id) {
        var one = lock(caller, id, before -> before.status() == ImportStatus.PREVIEWED);
        if (one.file().key() == null) {
            throw conflict();
        }
        readers.makeFields(caller, one.options(), one.guess().heads());
        progress.start(caller.workspaceId(), id, one.options(), record.now());
        jobs.add(ImportJobs.RUN, ImportJobs.instance(caller.workspaceId(), id), Duration.ZERO);
        return told(caller, "import.started", one);
    }

    /** A chunk that is under way is over when this returns, and no other begins. */
    @Transactional
    public Import pause(Caller caller, long id) {
        var one =
                lock(caller, id, before -> before.isRunning() && !before.state().isPaused());
        progress.pause(caller.workspaceId(), id, record.now());
        return told(caller, "import.paused", one);
    }

    @Transactional
    public Import resume(Caller caller, long id) {
        var one =
                lock(caller, id, before -> before.isRunning() && before.state().isPaused());
        progress.pause(caller.workspaceId(), id, null);
        return told(caller, "import.resumed", one);
    }

    /** Ends it; what is in stays, and can be undone. A chunk that is under way is over when this returns. */
    @Transactional
    public Import cancel(Caller caller, long id) {
        var one = lock(caller, id, before -> before.status() == ImportStatus.PREVIEWED || before.isRunning());
        progress.finish(caller.workspaceId(), id, ImportStatus.CANCELLED, record.now());
        files.forget(caller.workspaceId());
        return told(caller, "import.cancelled", one);
    }

    /** Takes back what it made and changed, but for what people have changed since. */
    @Transactional
    public Import undo(Caller caller, long id) {
        var one = lock(caller, id, this::isUndoable);
        // Each has a job of its own name: that of one that has just failed may still be there, and goes.
        var attempt = progress.startUndo(caller.workspaceId(), id, caller.actor());
        jobs.add(ImportJobs.UNDO, ImportJobs.undoInstance(caller.workspaceId(), id, attempt), Duration.ZERO);
        return told(caller, "import.undo_started", one);
    }

    private boolean isUndoable(Import one) {
        var finished = one.times().finishedAt();
        return one.status().isOver()
                && one.status() != ImportStatus.UNDONE
                && one.times().startedAt() != null
                && finished != null
                && finished.isAfter(record.now().minus(UNDONE));
    }

    /** Whether somebody may see what stands in the rows: who brought the file, admins, and keys that can make some. */
    public static boolean seesRows(Caller caller, Import one) {
        return caller.role() == Role.ADMIN
                || caller.permissions().contains(Permission.ADMIN_USERS)
                || one.actor().kind() == caller.actor().kind()
                        && one.actor().id() == caller.actor().id();
    }

    private Import lock(Caller caller, long id, Predicate<Import> state) {
        requireImporter(caller);
        var one = sql.lock(caller.workspaceId(), id)
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("record.not_found")).exception());
        if (!state.test(one)) {
            throw conflict();
        }
        return one;
    }

    private Import told(Caller caller, String action, Import before) {
        var after = get(caller, before.id());
        record.tell(caller, action, after);
        return after;
    }

    private static void requireImporter(Caller caller) {
        caller.require(Permission.WRITE_LEADS);
        if (caller.actor().kind() == Actor.Kind.USER) {
            caller.require(Role.MANAGER);
        }
    }

    private static RuntimeException conflict() {
        return new Problem.Conflict(Refusal.of("import.state")).exception();
    }
}
