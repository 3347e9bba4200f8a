package leadhub.imports;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.imports.files.FileGuess;
import leadhub.imports.rows.ImportOptions;
import leadhub.imports.rows.ImportReaders;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes files, and says what importing them would do. A file is on the disk before its row is committed. */
@Component
class ImportUploads {
    private final ImportSql sql;
    private final ImportFolder folder;
    private final ImportFiles files;
    private final ImportReaders readers;
    private final ImportPreviews previews;
    private final ImportRecord record;
    private final Leads leads;
    private final TransactionTemplate tx;

    @SuppressWarnings("TooManyParameters") // a file takes all of this
    ImportUploads(
            ImportSql sql,
            ImportFolder folder,
            ImportFiles files,
            ImportReaders readers,
            ImportPreviews previews,
            ImportRecord record,
            Leads leads,
            PlatformTransactionManager transactions) {
        this.sql = sql;
        this.folder = folder;
        this.files = files;
        this.readers = readers;
        this.previews = previews;
        this.record = record;
        this.leads = leads;
        this.tx = new TransactionTemplate(transactions);
    }

    /** Keeps a file on the disk and looks at it, in no transaction. */
    ReceivedFile receive(Caller caller, String name, InputStream file, ImportOptions options) {
        requireTarget(caller, options.target());
        var stored = folder.write(caller.workspaceId(), file);
        try {
            files.requireRoom(caller.workspaceId(), stored.size());
            var looked = previews.inTurn(caller, () -> look(caller, stored.key(), options, Map.of()));
            if (looked.preview().counts().total() == 0) {
                throw Problem.invalid("file", Refusal.of("required")).exception();
            }
            var kept = new ImportSql.NewFile(name, stored.size(), stored.sha256(), stored.key());
            return new ReceivedFile(kept, looked, () -> folder.delete(caller.workspaceId(), stored.key()));
        } catch (RuntimeException | Error e) {
            folder.delete(caller.workspaceId(), stored.key());
            throw e;
        }
    }

    /** The id of its import. Where whoever asked for it has a transaction of their own, that may still fail. */
    long keep(Caller caller, ReceivedFile received) {
        return Objects.requireNonNull(tx.execute(status -> insert(caller, received)));
    }

    /** What is seen of a file. */
    record Looked(
            ImportOptions options, FileGuess guess, Import.Preview preview, Map<String, Map<String, String>> mended) {}

    private Looked look(Caller caller, String key, ImportOptions options, Map<String, Map<String, String>> mended) {
        var opened = readers.open(folder.path(caller.workspaceId(), key), options);
        var mapped = readers.mapped(caller, opened, options);
        var profile = previews.profile(opened);
        var cells = MendedCells.in(opened.guess().heads(), profile.lastLine(), mended);
        return new Looked(mapped, opened.guess(), previews.of(caller, opened, profile, mapped, cells), cells);
    }

    private long insert(Caller caller, ReceivedFile received) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                // Where nobody knows whether it was committed, the sweep finds out.
                if (status != STATUS_ROLLED_BACK) {
                    received.keep();
                }
            }
        });
        // Of two files at once, the second sees the first.
        files.lock(caller.workspaceId());
        files.requireRoom(caller.workspaceId(), received.file().size());
        var looked = received.looked();
        var id = sql.insert(caller, received.file(), looked.options(), looked.guess(), looked.preview(), record.now());
        record.tell(
                caller, "import.uploaded", sql.find(caller.workspaceId(), id).orElseThrow());
        return id;
    }

    private void requireTarget(Caller caller, ImportOptions.Target target) {
        var change = LeadChange.builder()
                .set(LeadFields.PIPELINE_ID, target.pipelineId())
                .set(LeadFields.PIPELINE_STAGE_ID, target.pipelineStageId())
                .set(LeadFields.ASSIGNED_USER_ID, target.assignedUserId());
        var errors = new LinkedHashMap<String, List<Refusal>>();
        leads.refusals(caller, null, change.build())
                .forEach((field, refusals) -> errors.put("options.target." + field, refusals));
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors).exception();
        }
    }

    /** Looks again, by other options, in no transaction. */
    Looked look(Caller caller, Import one, ImportOptions options, Map<String, Map<String, String>> mended) {
        var key = one.file().key();
        if (key == null) {
            throw new Problem.Conflict(Refusal.of("import.state")).exception();
        }
        requireTarget(caller, options.target());
        MendedCells.requireRoom(mended);
        var looked = previews.inTurn(caller, () -> look(caller, key, options, mended));
        MendedCells.requireKept(one.mended(), mended, looked.mended());
        return looked;
    }

    /** Keeps what was seen, unless the import was started meanwhile, or somebody else's change was kept. */
    void keep(Caller caller, Import before, Looked looked) {
        tx.executeWithoutResult(status -> {
            var now = sql.lock(caller.workspaceId(), before.id())
                    .filter(one -> one.status() == ImportStatus.PREVIEWED)
                    .orElseThrow(() -> new Problem.Conflict(Refusal.of("import.state")).exception());
            if (!now.options().equals(before.options()) || !now.mended().equals(before.mended())) {
                throw new Problem.Conflict(Refusal.of("import.changed")).exception();
            }
            sql.setPreview(caller.workspaceId(), before.id(), looked);
        });
    }
}
