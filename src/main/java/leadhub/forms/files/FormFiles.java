package leadhub.forms.files;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.forms.files.StagedFiles.OnDisk;
import leadhub.web.intake.UploadLimits;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps what is attached to forms. A file is on the disk before its row is committed, and goes after its row is gone; what a crash
 * leaves without a row is swept ({@link FileCleaner}).
 *
 * <p>Limits: 10 MB a file, 25 MB and 10 files a submission, and 1 GB a form and day ({@code leadhub.forms.files-per-day}, bytes); what is
 * suspected of being spam has a tenth of that beside it.
 */
@Service
public class FormFiles {
    /** Of a body that has files; what isn't one is bounded as any body is. */
    public static final UploadLimits LIMITS = new UploadLimits(10_000_000, 10, 26_500_000, 1 << 20);

    private static final int SHARE_OF_SUSPECTED = 10;
    /** How long somebody may take to say that it is no spam, or to confirm. */
    private static final Duration UNSETTLED = Duration.ofDays(30);

    private static final int STEP = 500;
    private static final int MOST_SHOWN = 50;
    /** Longer than any request takes. */
    private static final Duration ORPHANED = Duration.ofHours(1);

    private final FormFileSql sql;
    private final FileStore store;
    private final StoredFiles others;
    private final Clock clock;
    private final long mostADay;

    FormFiles(
            FormFileSql sql,
            FileStore store,
            StoredFiles others,
            Clock clock,
            @Value("${leadhub.forms.files-per-day:1000000000}") long mostADay) {
        this.sql = sql;
        this.store = store;
        this.others = others;
        this.clock = clock;
        this.mostADay = mostADay;
    }

    /**
     * Writes files to the disk, before the transaction that keeps their submission: it would hold a connection for as long as a slow
     * disk takes.
     */
    public StagedFiles stage(long workspaceId, Map<String, SentFile> files) {
        var staged = new StagedFiles(id -> store.delete(workspaceId, id));
        try {
            var written = new LinkedHashMap<String, FileSource>();
            files.forEach((key, sent) -> {
                var id = FileStore.Ids.make(Times.now(clock));
                written.put(id, FileSource.of(sent.file()));
                staged.add(key, new OnDisk(id, sent));
            });
            if (!written.isEmpty()) {
                store.write(workspaceId, written);
            }
            return staged;
        } catch (ProblemException e) {
            staged.close();
            throw e;
        }
    }

    /** Whose files they are. @param isSuspected of being spam */
    public record Owner(long formId, long submissionId, boolean isSuspected) {}

    /**
     * Keeps files of a submission, at the end of its transaction, for whoever else attaches something to the form waits until it ends.
     * Rolled back, none of them is left. What is suspected of being spam is told nothing: above its share only the names are kept.
     *
     * @param keys the fields whose files are kept
     */
    public void keep(long workspaceId, Owner owner, StagedFiles staged, Set<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        var now = Times.now(clock);
        var files = new LinkedHashMap<String, OnDisk>();
        keys.forEach(key -> files.put(key, taken(workspaceId, staged, key)));
        if (hasRoom(workspaceId, owner, files, now)) {
            files.forEach((key, file) -> sql.insert(
                    workspaceId, new Place(owner.formId(), owner.submissionId(), key), file.id(), file.sent(), now));
        } else {
            deleteAfterwards(
                    workspaceId, files.values().stream().map(OnDisk::id).toList());
        }
    }

    private OnDisk taken(long workspaceId, StagedFiles staged, String key) {
        // It is there, unless the form was changed a moment ago: then it is sent again.
        var file = staged.take(key).orElseThrow(() -> new Problem.Unavailable(Duration.ofSeconds(1)).exception());
        afterwards(status -> {
            // Where nobody knows whether it was committed, the sweep finds out.
            if (status == TransactionSynchronization.STATUS_ROLLED_BACK) {
                store.delete(workspaceId, file.id());
            }
        });
        return file;
    }

    private boolean hasRoom(long workspaceId, Owner owner, Map<String, OnDisk> files, Instant now) {
        var bytes = files.values().stream()
                .mapToLong(file -> file.sent().file().size())
                .sum();
        if (owner.isSuspected()) {
            return sql.countSuspected(workspaceId, owner.formId(), day(now), bytes) <= mostADay / SHARE_OF_SUSPECTED;
        }
        if (sql.count(workspaceId, owner.formId(), day(now), bytes) > mostADay) {
            throw Problem.invalid(files.keySet().iterator().next(), Refusal.of("form.files_a_day"))
                    .exception();
        }
        return true;
    }

    /** Which field of which submission a file belongs to. */
    public record Place(long formId, long submissionId, String key) {
        static final Place FIRST = new Place(0, 0, "");
    }

    private static LocalDate day(Instant now) {
        return now.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** The file of a field. */
    public KeptFile open(long workspaceId, long formId, long submissionId, String key) {
        var row = sql.find(workspaceId, new Place(formId, submissionId, key))
                .filter(found -> store.has(workspaceId, found.fileId()))
                .orElseThrow(FormFiles::unknown);
        return new KeptFile(row.name(), () -> store.open(workspaceId, row.fileId()));
    }

    /** What a lead attached, the latest first. */
    public List<AttachedFile> ofLead(long workspaceId, long leadId) {
        return sql.ofLead(workspaceId, leadId, MOST_SHOWN);
    }

    /** Those of a submission go when the transaction is committed. */
    public void delete(long workspaceId, long formId, long submissionId) {
        deleteAfterwards(workspaceId, sql.delete(workspaceId, formId, submissionId));
    }

    private void deleteAfterwards(long workspaceId, List<String> ids) {
        afterwards(status -> {
            if (status == TransactionSynchronization.STATUS_COMMITTED) {
                ids.forEach(id -> store.delete(workspaceId, id));
            }
        });
    }

    private interface End {
        void of(int status);
    }

    private static void afterwards(End end) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                end.of(status);
            }
        });
    }

    /**
     * Forgets files that nobody keeps any more: of submissions or leads that are gone for good, and of what was suspected or never
     * confirmed for 30 days. One step, a transaction of its own.
     *
     * @param after those of the step before
     * @return where to go on; empty at the end
     */
    @Transactional
    public Optional<Place> forget(long workspaceId, Place after) {
        var step = sql.after(workspaceId, after, STEP);
        if (!step.isEmpty()) {
            var ids = step.stream().map(FormFileSql.Known::fileId).toList();
            deleteAfterwards(
                    workspaceId,
                    sql.deleteUnkept(workspaceId, ids, Times.now(clock).minus(UNSETTLED)));
        }
        return step.size() < STEP
                ? Optional.empty()
                : Optional.of(step.getLast().place());
    }

    /** Forgets what was counted before today. */
    @Transactional
    public void forgetDays(long workspaceId) {
        sql.forgetDays(workspaceId, day(Times.now(clock)));
    }

    /** Deletes files without a row, as a crash leaves them, however old: some of them couldn't be deleted before. */
    public void sweep(long workspaceId) {
        others.forget(workspaceId);
        others.sweep(workspaceId, Times.now(clock).minus(ORPHANED), ids -> sql.known(workspaceId, ids));
    }

    static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("form.no_file")).exception();
    }
}
