package leadhub.exports.schedules;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.exports.ExportFormat;
import leadhub.leads.Visibility;
import leadhub.web.StreamedBody;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands files out. An agent gets those that were made with their own rights as an agent, and none from when they saw everybody's
 * leads; managers and keys see all leads.
 */
@Service
public class ExportDownloads {
    private final ScheduledExports exports;
    private final ExportFileSql files;
    private final ExportFolder folder;
    private final Visibility visibility;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate tx;

    ExportDownloads(
            ScheduledExports exports,
            ExportFileSql files,
            ExportFolder folder,
            Visibility visibility,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.exports = exports;
        this.files = files;
        this.folder = folder;
        this.visibility = visibility;
        this.audit = audit;
        this.clock = clock;
        this.tx = new TransactionTemplate(transactions);
    }

    /** A file that is sent. */
    public record Download(String name, ExportFormat format, StreamedBody body) {}

    /** Answers what is to be sent; that somebody downloads it is recorded when the sending begins. */
    public Download open(Caller caller, long exportId, long id) {
        var export = exports.get(caller, exportId);
        var file = files.find(caller.workspaceId(), export.id(), id)
                .filter(one -> isThere(caller, one) && mayHave(caller, one))
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("export.no_file")).exception());
        var key = Objects.requireNonNull(file.key());
        var day = LocalDate.ofInstant(file.createdAt(), caller.region().zone());
        return new Download("leads-" + day + "." + file.format().extension(), file.format(), body(caller, file, key));
    }

    private FileBody body(Caller caller, ExportFile file, String key) {
        return new FileBody(
                () -> folder.open(caller.workspaceId(), key),
                Objects.requireNonNullElse(file.size(), 0L),
                () -> tx.executeWithoutResult(
                        status -> audit.record(caller, "export.downloaded", file.exportId(), null, null)));
    }

    /** Not on a server whose disk never had it, or after a database was restored without its files. */
    private boolean isThere(Caller caller, ExportFile file) {
        var expiresAt = file.expiresAt();
        var key = file.key();
        return key != null
                && expiresAt != null
                && expiresAt.isAfter(Times.now(clock))
                && folder.has(caller.workspaceId(), key);
    }

    /** Whether the caller sees all that may be in a file. */
    public boolean mayHave(Caller caller, ExportFile file) {
        return caller.actor().kind() == Actor.Kind.API_KEY
                || visibility.of(caller) == null
                || !file.seesAll() && file.userId() == caller.actor().id();
    }
}
