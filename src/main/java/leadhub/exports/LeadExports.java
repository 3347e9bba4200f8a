package leadhub.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import leadhub.api.LeadHubDialect;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.FairShares;
import leadhub.base.Problem;
import leadhub.leads.lists.LeadLists;
import leadhub.web.StreamedBody;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Exports leads: any filter, the leads that the caller sees, of one moment, read while they are sent.
 *
 * <p>Limits: four exports at a time in a process and one of a workspace, for each holds a connection to the database; who waits for ten
 * seconds is refused. One may take 30 minutes, and a client that reads too slowly is cut off ({@link PacedStream}).
 */
@Service
public class LeadExports {
    static final Duration MOST = Duration.ofMinutes(30);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final LeadLists lists;
    private final ExportColumns columns;
    private final LeadHubDialect dialect;
    private final Audit audit;
    private final Duration patience;
    private final FairShares places = new FairShares(4, 1);

    LeadExports(
            LeadLists lists,
            ExportColumns columns,
            LeadHubDialect dialect,
            Audit audit,
            @Value("${leadhub.answer-patience:10s}") Duration patience) {
        this.lists = lists;
        this.columns = columns;
        this.dialect = dialect;
        this.audit = audit;
        this.patience = patience;
    }

    /** What the audit log keeps of an export. */
    private record Audited(ExportFormat format, List<String> columns, String filters) {}

    /** Records that somebody exports leads, and answers what is to be sent; the leads are read then. */
    @Transactional
    public StreamedBody export(Caller caller, LeadExport export) {
        record(caller, export);
        var writer = LeadFileWriter.of(caller, export, columns, dialect.mapper());
        return new ExportBody(
                out -> writer.write(out, leads -> lists.each(caller, export.list(), writer.asksTwins(), leads)),
                () -> place(caller.workspaceId()));
    }

    /** Within a transaction: records that somebody exports leads, into a file that is written later. */
    public void record(Caller caller, LeadExport export) {
        audit.record(
                caller, "leads.exported", null, null, new Audited(export.format(), export.columns(), export.filters()));
    }

    /** Writes the leads into a file, and says how many they were. It takes no place of those who wait for theirs. */
    public long write(Caller caller, LeadExport export, OutputStream out) throws IOException {
        var writer = LeadFileWriter.of(caller, export, columns, dialect.mapper());
        var count = new AtomicLong();
        writer.write(
                out,
                leads -> lists.each(caller, export.list(), writer.asksTwins(), lead -> {
                    count.incrementAndGet();
                    leads.accept(lead);
                }));
        return count.get();
    }

    private StreamedBody.Held place(long workspaceId) {
        try {
            if (!places.acquire(workspaceId, 1, patience)) {
                throw new Problem.Unavailable(RETRY_AFTER).exception();
            }
            return () -> places.release(workspaceId, 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem.Unavailable(RETRY_AFTER).exception();
        }
    }
}
