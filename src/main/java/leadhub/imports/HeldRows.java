package leadhub.imports;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.imports.files.Fault;
import leadhub.imports.files.ImportRow;
import leadhub.imports.files.LeadRows;
import leadhub.leads.LeadDraft;
import leadhub.leads.LeadDrafts;
import leadhub.leads.Visibility;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rows that imports hold, since their people are leads: each is made a lead, put into the lead that is there, or dismissed. What
 * comes of it is the import's, so that its undo takes it back.
 */
@Service
public class HeldRows {
    /** What can become of one. */
    public static final Set<DuplicatePolicy> DECISIONS =
            EnumSet.of(DuplicatePolicy.CREATE, DuplicatePolicy.FILL, DuplicatePolicy.UPDATE);

    private final HeldRowSql sql;
    private final ImportSql imports;
    private final ImportRowSql rows;
    private final ImportReaders readers;
    private final ImportPlan plan;
    private final ImportCallers callers;
    private final LeadDrafts drafts;
    private final Visibility visibility;
    private final ImportRecord record;
    private final Audit audit;

    @SuppressWarnings("TooManyParameters") // what a run needs, for one row
    HeldRows(
            HeldRowSql sql,
            ImportSql imports,
            ImportRowSql rows,
            ImportReaders readers,
            ImportPlan plan,
            ImportCallers callers,
            LeadDrafts drafts,
            Visibility visibility,
            ImportRecord record,
            Audit audit) {
        this.sql = sql;
        this.imports = imports;
        this.rows = rows;
        this.readers = readers;
        this.plan = plan;
        this.callers = callers;
        this.drafts = drafts;
        this.visibility = visibility;
        this.record = record;
        this.audit = audit;
    }

    /** How many wait that the caller sees: whose lead they see, and whose owner the row names they are or nobody. */
    public long count(Caller caller) {
        return sql.count(caller.workspaceId(), visibility.of(caller));
    }

    /** Some of them, in the order in which they came. */
    public List<HeldRow> list(Caller caller, Slice slice) {
        return shown(caller, sql.list(caller.workspaceId(), visibility.of(caller), slice));
    }

    /** One that waits and that the caller sees. */
    public Optional<HeldRow> find(Caller caller, long id) {
        return sql.find(caller.workspaceId(), visibility.of(caller), id)
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
        var leads =
                drafts.read(caller, found.stream().map(HeldRowSql.Row::leadId).toList());
        var shown = new ArrayList<HeldRow>();
        for (var row : found) {
            var one = brought.get(row.importId());
            var lead = leads.get(row.leadId());
            if (one != null && lead != null) {
                var reader = readersOf.computeIfAbsent(one.id(), id -> reader(workspace, one));
                shown.add(shown(one, row, lead.lead(), reader));
            }
        }
        return shown;
    }

    private static HeldRow shown(Import one, HeldRowSql.Row row, Lead lead, LeadRows reader) {
        return new HeldRow(
                row.id(),
                lead,
                one.id(),
                one.file().name(),
                row.line(),
                row.matchedBy(),
                reader.read(sent(row)).facts());
    }

    private static ImportRow sent(HeldRowSql.Row row) {
        return new ImportRow(row.line(), row.cells(), List.of());
    }

    private LeadRows reader(Caller workspace, Import one) {
        var ways = imports.ways(workspace.workspaceId(), one.id());
        return readers.rows(workspace, one.guess(), one.options(), ways);
    }

    /**
     * Makes a row a lead, or puts it into the lead that its person is. The answer is that lead.
     *
     * @param policy create, fill or update; single fields go by the import's own rules
     */
    @Transactional
    public Lead resolve(Caller caller, long id, DuplicatePolicy policy) {
        caller.require(Permission.WRITE_LEADS);
        var row = known(caller, id);
        var one = lock(caller, row);
        if (!sql.decide(caller, id, policy == DuplicatePolicy.CREATE ? "created" : "updated", record.now())) {
            throw decided();
        }
        var by = callers.decidingFor(caller, one);
        var reader = reader(by, one);
        var options = one.options().with(policy);
        var terms = new ImportPlan.Terms(by, options, reader, new ImportMemory(), false);
        var outcome = plan.decide(terms, new SourceRow(sent(row), reader.read(sent(row))), row.leadId());
        if (outcome.status() == RowStatus.FAILED) {
            throw refused(one, outcome.faults());
        }
        var lead = write(by, one, row, outcome);
        audit.record(caller, "import_row." + decision(policy), lead.id(), null, told(one, row));
        return lead;
    }

    private HeldRowSql.Row known(Caller caller, long id) {
        return sql.find(caller.workspaceId(), visibility.of(caller), id)
                .orElseThrow(() -> isDecided(caller, id)
                        ? decided()
                        : new Problem.NotFound(Refusal.of("record.not_found")).exception());
    }

    /** Nobody undoes it meanwhile. */
    private Import lock(Caller caller, HeldRowSql.Row row) {
        var one = imports.lock(caller.workspaceId(), row.importId()).orElseThrow();
        if (!one.status().isOver() || one.status() == ImportStatus.UNDONE) {
            throw new Problem.Conflict(Refusal.of("import.state")).exception();
        }
        return one;
    }

    private Lead write(Caller by, Import one, HeldRowSql.Row row, RowOutcome outcome) {
        var draft = outcome.draft();
        if (draft == null) {
            // The lead says all of it already.
            return drafts.read(by, List.of(row.leadId())).values().stream()
                    .findFirst()
                    .map(LeadDraft::lead)
                    .orElseThrow();
        }
        drafts.write(by, List.of(draft));
        rows.insertBehind(by.workspaceId(), one.id(), ImportRowSql.Chunk.of(one.reached(), List.of(draft)));
        imports.advance(by.workspaceId(), one.id(), one.rows().decided(outcome.status()), one.reached());
        return drafts.read(by, List.of(draft.lead().id())).values().stream()
                .findFirst()
                .map(LeadDraft::lead)
                .orElseThrow();
    }

    /** By the name of the field that a column is. */
    private static RuntimeException refused(Import one, List<Fault> faults) {
        var mapping = Objects.requireNonNullElse(one.options().mapping(), Map.<String, @Nullable String>of());
        var heads = one.guess().heads();
        var errors = new LinkedHashMap<String, List<Refusal>>();
        for (var fault : faults) {
            var head = fault.column() > 0 && fault.column() <= heads.size() ? heads.get(fault.column() - 1) : null;
            var field = head == null ? null : mapping.get(head);
            errors.computeIfAbsent(field == null ? "row" : field, name -> new ArrayList<>())
                    .add(fault.reason());
        }
        return new Problem.Invalid(errors).exception();
    }

    /** Nothing comes of it. */
    @Transactional
    public void dismiss(Caller caller, long id) {
        caller.require(Permission.WRITE_LEADS);
        var row = known(caller, id);
        var one = lock(caller, row);
        if (!sql.decide(caller, id, "dismissed", record.now())) {
            throw decided();
        }
        audit.record(caller, "import_row.dismissed", row.leadId(), null, told(one, row));
    }

    private static RuntimeException decided() {
        return new Problem.Conflict(Refusal.of("duplicate.decided")).exception();
    }

    private static String decision(DuplicatePolicy policy) {
        return policy == DuplicatePolicy.CREATE ? "created" : "updated";
    }

    /** Without what stands in the row. */
    private static Map<String, Object> told(Import one, HeldRowSql.Row row) {
        return Map.of("import_id", one.id(), "file_name", one.file().name(), "line", row.line());
    }
}
