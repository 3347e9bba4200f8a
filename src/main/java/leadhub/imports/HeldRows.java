package leadhub.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.imports.files.ImportRow;
import leadhub.imports.files.LeadRows;
import leadhub.imports.rows.ImportReaders;
import leadhub.leads.LeadDrafts;
import leadhub.leads.Visibility;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Rows that imports hold, since their people are leads, until somebody decides ({@link RowDecisions}). */
@Service
public class HeldRows {
    private final HeldRowSql sql;
    private final ImportSql imports;
    private final ImportReaders readers;
    private final ImportCallers callers;
    private final LeadDrafts drafts;
    private final Visibility visibility;

    @SuppressWarnings("TooManyParameters") // a row is read as a file is
    HeldRows(
            HeldRowSql sql,
            ImportSql imports,
            ImportReaders readers,
            ImportCallers callers,
            LeadDrafts drafts,
            Visibility visibility) {
        this.sql = sql;
        this.imports = imports;
        this.readers = readers;
        this.callers = callers;
        this.drafts = drafts;
        this.visibility = visibility;
    }

    /** How many wait that the caller sees: whose lead they see, and whose owner the row names they are or nobody. */
    public long count(Caller caller) {
        return sql.count(caller.workspaceId(), visibility.of(caller));
    }

    /** Some of them, in the order in which they came. */
    public Page<HeldRow> list(Caller caller, Slice slice) {
        return new Page<>(shown(caller, sql.list(caller.workspaceId(), visibility.of(caller), slice)), count(caller));
    }

    /** Whether rows of an import wait for somebody. */
    public boolean areWaiting(Caller caller, Import one) {
        return one.status().isOver()
                && one.status() != ImportStatus.UNDONE
                && sql.areWaiting(caller.workspaceId(), one.id());
    }

    /** One that waits and that the caller sees. */
    public Optional<HeldRow> find(Caller caller, long id) {
        return row(caller, id)
                .flatMap(row -> shown(caller, List.of(row)).stream().findFirst());
    }

    /** Whether somebody has decided on such a row, which the caller would see. */
    public boolean isDecided(Caller caller, long id) {
        return sql.isDecided(caller.workspaceId(), visibility.of(caller), id);
    }

    private List<HeldRow> shown(Caller caller, List<HeldRowSql.Row> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        var workspace = callers.program(caller.workspaceId());
        var brought = imports
                .findAll(
                        caller.workspaceId(),
                        found.stream().map(HeldRowSql.Row::importId).distinct().toList())
                .stream()
                .collect(Collectors.toMap(Import::id, Function.identity()));
        var readersOf = new HashMap<Long, LeadRows>();
        var leads = drafts.read(
                caller,
                found.stream().flatMap(row -> Stream.ofNullable(row.leadId())).toList());
        var shown = new ArrayList<HeldRow>();
        for (var row : found) {
            var one = brought.get(row.importId());
            if (one != null) {
                var lead = row.leadId() == null ? null : leads.get(row.leadId());
                var reader = readersOf.computeIfAbsent(one.id(), id -> reader(workspace, one));
                shown.add(shown(one, row, lead == null ? null : lead.lead(), reader));
            }
        }
        return shown;
    }

    private static HeldRow shown(Import one, HeldRowSql.Row row, @Nullable Lead lead, LeadRows reader) {
        return new HeldRow(
                row.id(),
                lead,
                one.id(),
                one.file().name(),
                row.line(),
                row.matchedBy(),
                reader.read(sent(row)).facts());
    }

    /** It by its ids, where it waits and the caller sees it. */
    Optional<HeldRowSql.Row> row(Caller caller, long id) {
        return sql.find(caller.workspaceId(), visibility.of(caller), id);
    }

    /** Of those that the caller sees, none is to become anything; how many. */
    int dismissAll(Caller caller, Instant now) {
        return sql.dismissAll(caller, visibility.of(caller), now);
    }

    /** As it was sent. */
    static ImportRow sent(HeldRowSql.Row row) {
        return new ImportRow(row.line(), row.cells(), List.of());
    }

    /** What makes a lead of it. */
    LeadRows reader(Caller workspace, Import one) {
        var ways = imports.ways(workspace.workspaceId(), one.id());
        return readers.rows(workspace, one.guess(), one.options(), ways);
    }
}
