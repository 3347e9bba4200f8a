package leadhub.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.imports.files.Fault;
import leadhub.imports.rows.DuplicatePolicy;
import leadhub.imports.rows.ImportMemory;
import leadhub.imports.rows.ImportPlan;
import leadhub.imports.rows.RowOutcome;
import leadhub.imports.rows.RowStatus;
import leadhub.imports.rows.SourceRow;
import leadhub.leads.LeadDraft;
import leadhub.leads.LeadDrafts;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides on rows that imports hold: each is made a lead, put into the lead that is there, or dismissed. What comes of it is the
 * import's, so that its undo takes it back.
 */
@Service
public class RowDecisions {
    /** What can become of one. */
    public static final Set<DuplicatePolicy> DECISIONS =
            EnumSet.of(DuplicatePolicy.CREATE, DuplicatePolicy.FILL, DuplicatePolicy.UPDATE);

    private final HeldRows held;
    private final HeldRowSql sql;
    private final ImportSql imports;
    private final ImportProgressSql progress;
    private final ImportRowSql rows;
    private final ImportPlan plan;
    private final ImportCallers callers;
    private final LeadDrafts drafts;
    private final ImportRecord record;

    @SuppressWarnings("TooManyParameters") // what a run needs, for one row
    RowDecisions(
            HeldRows held,
            HeldRowSql sql,
            ImportStatements statements,
            ImportPlan plan,
            ImportCallers callers,
            LeadDrafts drafts,
            ImportRecord record) {
        this.held = held;
        this.sql = sql;
        this.imports = statements.imports();
        this.progress = statements.progress();
        this.rows = statements.rows();
        this.plan = plan;
        this.callers = callers;
        this.drafts = drafts;
        this.record = record;
    }

    /** What a decision came to. @param isChanged false where the lead said all of it already */
    public record Decision(Lead lead, boolean isChanged) {}

    /**
     * Makes a row a lead, or puts it into the lead that its person is.
     *
     * @param policy create, fill or update; single fields go by the import's own rules
     */
    @Transactional
    public Decision resolve(Caller caller, long id, DuplicatePolicy policy) {
        caller.require(Permission.WRITE_LEADS);
        var row = known(caller, id);
        var one = lock(caller, row);
        if (!sql.decide(caller, id, decision(policy), record.now())) {
            throw decided();
        }
        var by = callers.decidingFor(caller, one);
        var outcome = outcome(by, one, row, policy);
        if (outcome.status() == RowStatus.FAILED) {
            throw refused(one, outcome.faults());
        }
        var draft = outcome.draft();
        if (draft == null) {
            return unchanged(caller, by, one, row);
        }
        write(by, one, outcome.status(), draft);
        var lead = lead(by, draft.lead().id());
        record.tellRow(caller, "import_row." + decision(policy), lead.id(), one, row.line());
        return new Decision(lead, true);
    }

    private RowOutcome outcome(Caller by, Import one, HeldRowSql.Row row, DuplicatePolicy policy) {
        var reader = held.reader(by, one);
        var terms = new ImportPlan.Terms(by, one.options().with(policy), reader, new ImportMemory(), false);
        var source = new SourceRow(HeldRows.sent(row), reader.read(HeldRows.sent(row)));
        return plan.decide(terms, source, new ImportPlan.Match(row.leadId(), row.matchedBy()));
    }

    /** It is decided on all the same. */
    private Decision unchanged(Caller caller, Caller by, Import one, HeldRowSql.Row row) {
        sql.setUnchanged(caller.workspaceId(), row.id());
        var lead = lead(by, Objects.requireNonNull(row.leadId()));
        record.tellRow(caller, "import_row.unchanged", lead.id(), one, row.line());
        return new Decision(lead, false);
    }

    private HeldRowSql.Row known(Caller caller, long id) {
        return held.row(caller, id)
                .orElseThrow(() -> held.isDecided(caller, id)
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

    private void write(Caller by, Import one, RowStatus status, LeadDraft draft) {
        drafts.write(by, List.of(draft));
        rows.insertBehind(by.workspaceId(), one.id(), ImportRowSql.Chunk.of(one.reached(), List.of(draft)));
        progress.advance(by.workspaceId(), one.id(), one.rows().decided(status), one.reached());
    }

    private Lead lead(Caller by, long id) {
        return Objects.requireNonNull(drafts.read(by, List.of(id)).get(id)).lead();
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
        record.tellRow(caller, "import_row.dismissed", row.leadId(), one, row.line());
    }

    /** How many were dismissed together, and when, by which it is undone. */
    public record Dismissed(int rows, Instant at) {}

    /** Nothing comes of any that waits and that the caller sees; what more there is follows when it is asked again. */
    @Transactional
    public Dismissed dismissAll(Caller caller) {
        caller.require(Permission.WRITE_LEADS);
        var now = record.now();
        var rows = held.dismissAll(caller, now);
        if (rows > 0) {
            record.tellRows(caller, "import_rows.dismissed", rows);
        }
        return new Dismissed(rows, now);
    }

    /** Has those wait again that the caller dismissed together; how many. @param dismissed when that was */
    @Transactional
    public int restore(Caller caller, Instant dismissed) {
        caller.require(Permission.WRITE_LEADS);
        var rows = sql.restore(caller, dismissed);
        if (rows == 0) {
            throw new Problem.NotFound(Refusal.of("record.not_found")).exception();
        }
        record.tellRows(caller, "import_rows.restored", rows);
        return rows;
    }

    private static RuntimeException decided() {
        return new Problem.Conflict(Refusal.of("duplicate.decided")).exception();
    }

    private static String decision(DuplicatePolicy policy) {
        return policy == DuplicatePolicy.CREATE ? "created" : "updated";
    }
}
