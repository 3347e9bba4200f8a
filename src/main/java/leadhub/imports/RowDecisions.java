package leadhub.imports;

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
    private final ImportRowSql rows;
    private final ImportPlan plan;
    private final ImportCallers callers;
    private final LeadDrafts drafts;
    private final ImportRecord record;

    @SuppressWarnings("TooManyParameters") // what a run needs, for one row
    RowDecisions(
            HeldRows held,
            HeldRowSql sql,
            ImportSql imports,
            ImportRowSql rows,
            ImportPlan plan,
            ImportCallers callers,
            LeadDrafts drafts,
            ImportRecord record) {
        this.held = held;
        this.sql = sql;
        this.imports = imports;
        this.rows = rows;
        this.plan = plan;
        this.callers = callers;
        this.drafts = drafts;
        this.record = record;
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
        if (!sql.decide(caller, id, decision(policy), record.now())) {
            throw decided();
        }
        var by = callers.decidingFor(caller, one);
        var reader = held.reader(by, one);
        var options = one.options().with(policy);
        var terms = new ImportPlan.Terms(by, options, reader, new ImportMemory(), false);
        var outcome =
                plan.decide(terms, new SourceRow(HeldRows.sent(row), reader.read(HeldRows.sent(row))), row.leadId());
        if (outcome.status() == RowStatus.FAILED) {
            throw refused(one, outcome.faults());
        }
        var lead = write(by, one, row, outcome);
        record.tellRow(caller, "import_row." + decision(policy), lead.id(), one, row.line());
        return lead;
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

    private Lead write(Caller by, Import one, HeldRowSql.Row row, RowOutcome outcome) {
        var draft = outcome.draft();
        // Without one, the lead says all of it already.
        if (draft != null) {
            drafts.write(by, List.of(draft));
            rows.insertBehind(by.workspaceId(), one.id(), ImportRowSql.Chunk.of(one.reached(), List.of(draft)));
            imports.advance(by.workspaceId(), one.id(), one.rows().decided(outcome.status()), one.reached());
        }
        var leadId = draft == null ? row.leadId() : draft.lead().id();
        return Objects.requireNonNull(drafts.read(by, List.of(leadId)).get(leadId))
                .lead();
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

    private static RuntimeException decided() {
        return new Problem.Conflict(Refusal.of("duplicate.decided")).exception();
    }

    private static String decision(DuplicatePolicy policy) {
        return policy == DuplicatePolicy.CREATE ? "created" : "updated";
    }
}
