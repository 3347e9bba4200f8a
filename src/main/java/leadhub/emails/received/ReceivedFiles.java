package leadhub.emails.received;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.emails.received.IncomingEmail.Attachment;
import leadhub.emails.received.IncomingEmail.Unkept;
import leadhub.forms.files.FileOwner;
import leadhub.forms.files.FileSource;
import leadhub.forms.files.KeptFile;
import leadhub.forms.files.StoredFiles;
import org.springframework.stereotype.Service;

/**
 * Keeps what is attached to emails from leads, by the rules of forms' files. A file is there before the ledger has its email; it goes
 * with its lead, or when the email's text is forgotten.
 *
 * <p>Limits: those of {@link StoredFiles}, and 1 GB a workspace and day.
 */
@Service
public class ReceivedFiles implements FileOwner {
    private static final long MOST_A_DAY = 1_000_000_000;
    /** How long an email may wait in the ledger for somebody to have it worked on again. */
    private static final Duration UNSETTLED = Duration.ofDays(30);

    private static final int STEP = 500;

    private final ReceivedFileSql sql;
    private final StoredFiles files;
    private final Clock clock;

    ReceivedFiles(ReceivedFileSql sql, StoredFiles files, Clock clock) {
        this.sql = sql;
        this.files = files;
        this.clock = clock;
    }

    /** Whether a workspace may keep more today. */
    public boolean hasRoom(long workspaceId) {
        var today = Times.now(clock).atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        return sql.since(workspaceId, today.toInstant()) < MOST_A_DAY;
    }

    /** Writes one down, in no transaction; or says why it isn't kept. */
    public Attachment write(long workspaceId, Attachment named, FileSource file) {
        if (file.size() > StoredFiles.MOST_BYTES) {
            return named.unkept(Unkept.TOO_LARGE);
        }
        return files.type(file).isEmpty()
                ? named.unkept(Unkept.FORBIDDEN)
                : named.kept(files.write(workspaceId, file), file.size());
    }

    /** Has files stay, in the transaction in which their email is written down. */
    public void keep(long workspaceId, IncomingEmail email) {
        var now = Times.now(clock);
        email.attachments().stream()
                .filter(file -> file.fileId() != null)
                .forEach(file -> sql.insert(workspaceId, email.key(), file, now));
    }

    /** A file of an email that the caller was shown. */
    public KeptFile open(Caller caller, List<Attachment> attachments, String fileId) {
        var file = attachments.stream()
                .filter(one -> fileId.equals(one.fileId()))
                .findFirst()
                .orElseThrow(ReceivedFiles::unknown);
        return files.open(caller.workspaceId(), fileId, file.name().isEmpty() ? "file" : file.name());
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
        var before = Times.now(clock).minus(UNSETTLED);
        var step = sql.after(workspaceId, "", STEP);
        while (!step.isEmpty()) {
            sql.deleteUnkept(workspaceId, step, before);
            step = sql.after(workspaceId, step.getLast(), STEP);
        }
    }
}
