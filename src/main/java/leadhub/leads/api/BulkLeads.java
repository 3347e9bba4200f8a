package leadhub.leads.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.leads.KnownLeads;
import leadhub.leads.LeadDraft;
import leadhub.leads.LeadDrafts;
import leadhub.leads.ManyLeads;
import leadhub.leads.api.BulkRequest.Operation;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadReader;
import leadhub.leads.record.NewLead;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Makes, changes and deletes up to a thousand leads in one transaction, each by the rules of a single call and with its errors. */
@Service
public class BulkLeads {
    private static final Map<String, List<Refusal>> UNKNOWN = Map.of("id", List.of(Refusal.of("in")));

    private final LeadDrafts drafts;
    private final KnownLeads known;
    private final ManyLeads many;

    BulkLeads(LeadDrafts drafts, KnownLeads known, ManyLeads many) {
        this.drafts = drafts;
        this.known = known;
        this.many = many;
    }

    /**
     * A row as it was read.
     *
     * @param errors what its shape is refused for
     */
    private record Read(
            @Nullable Input input,
            LeadChange facts,
            @Nullable Long id,
            Map<String, List<Refusal>> errors) {}

    /** Writes what is right of what was sent; the rows in their order. */
    @Transactional
    public List<BulkRow> write(Caller from, BulkRequest request) {
        from.require(Permission.WRITE_LEADS);
        var caller = from.without(request.suppressed());
        var rows = request.rows().stream().map(BulkLeads::read).toList();
        var isUpsert = request.operation() == Operation.UPSERT;
        var facts = rows.stream().map(Read::facts).toList();
        var ids = new ArrayList<Long>();
        rows.stream().filter(row -> row.id() != null).forEach(row -> ids.add(row.id()));
        var matches = BulkMatches.of(caller, () -> known.findAll(caller, facts, isUpsert), ids, drafts);
        var done = new ArrayList<BulkRow>();
        for (var i = 0; i < rows.size(); i++) {
            done.add(one(caller, request, matches, i, rows.get(i)));
        }
        if (request.isAtomic()) {
            refuseAll(done);
        }
        drafts.write(caller, changed(done));
        return done;
    }

    /** Deletes leads; the rows in their order. */
    @Transactional
    public List<BulkRow> delete(Caller caller, List<JsonNode> ids) {
        var read = ids.stream().map(BulkLeads::id).toList();
        var wanted = new LinkedHashSet<Long>();
        read.stream().filter(row -> row.id() != null).forEach(row -> wanted.add(row.id()));
        var gone = new LinkedHashSet<Long>();
        many.delete(caller, wanted).forEach(one -> gone.add(one.before().id()));
        var rows = new ArrayList<BulkRow>();
        for (var i = 0; i < read.size(); i++) {
            var row = read.get(i);
            // Who names one twice deletes it once.
            if (row.errors().isEmpty() && gone.remove(row.id())) {
                rows.add(new BulkRow(i, BulkRow.Status.DELETED, null, Map.of()));
            } else {
                rows.add(BulkRow.refused(i, row.errors().isEmpty() ? UNKNOWN : row.errors()));
            }
        }
        return rows;
    }

    private BulkRow one(Caller caller, BulkRequest request, BulkMatches matches, int index, Read row) {
        if (row.input() == null) {
            return BulkRow.refused(index, row.errors());
        }
        var found = request.operation() == Operation.CREATE ? null : matches.find(index, row.id(), request.matchOn());
        if (found == null && request.operation() == Operation.UPDATE) {
            return BulkRow.refused(index, row.errors().isEmpty() ? UNKNOWN : row.errors());
        }
        var input = row.input();
        if (found == null) {
            input.require("first_name");
        } else if (found.lead().firstName() != null) {
            input.requireIfPresent("first_name");
        }
        var errors = new LinkedHashMap<String, List<Refusal>>(input.errors().byField());
        if (row.facts().of(LeadFields.EXTERNAL_ID).over(null) != null && matches.isTaken(index, found)) {
            errors.putIfAbsent("external_id", List.of(Refusal.of("taken")));
        }
        return errors.isEmpty()
                ? written(caller, matches, index, row, found)
                : refused(caller, index, row, found, errors);
    }

    /** With what the rules say too, as a single call has it. */
    private BulkRow refused(
            Caller caller, int index, Read row, @Nullable LeadDraft found, Map<String, List<Refusal>> errors) {
        drafts.errors(caller, found, row.facts()).forEach(errors::putIfAbsent);
        return BulkRow.refused(index, errors);
    }

    private BulkRow written(Caller caller, BulkMatches matches, int index, Read row, @Nullable LeadDraft found) {
        var before = found == null ? null : found.lead();
        var result = found == null
                ? drafts.create(caller, new NewLead(row.facts(), "api", null))
                : drafts.change(caller, found, facts(matches, index, row, found));
        if (result.isRefused()) {
            return BulkRow.refused(index, result.errors());
        }
        matches.became(result.draft());
        var status = found == null
                ? BulkRow.Status.CREATED
                : result.draft().lead().equals(before) ? BulkRow.Status.SKIPPED : BulkRow.Status.UPDATED;
        return BulkRow.of(index, status, result.draft());
    }

    /** Another system may go on to use the id of a lead that has become part of this one, which keeps its own. */
    private static LeadChange facts(BulkMatches matches, int index, Read row, LeadDraft found) {
        return row.id() == null && matches.isOfMerged(index, found)
                ? row.facts().edit().put(LeadFields.EXTERNAL_ID, Change.keep()).build()
                : row.facts();
    }

    private static void refuseAll(List<BulkRow> rows) {
        var errors = new LinkedHashMap<String, List<Refusal>>();
        for (var row : rows) {
            row.errors().forEach((field, refusals) -> errors.put("leads." + row.index() + "." + field, refusals));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors).exception();
        }
    }

    /** Each once, in the order in which they came. */
    private static List<LeadDraft> changed(List<BulkRow> rows) {
        var changed = new LinkedHashSet<LeadDraft>();
        for (var row : rows) {
            if (row.draft() != null && row.draft().isChanged()) {
                changed.add(row.draft());
            }
        }
        return List.copyOf(changed);
    }

    private static Read read(JsonNode node) {
        try {
            var input = new Input(node);
            var facts = LeadReader.read(input);
            var id = input.integer("id").over(null);
            return new Read(input, facts, id, input.errors().byField());
        } catch (ProblemException e) {
            return new Read(null, LeadChange.builder().build(), null, errors(e));
        }
    }

    private static Read id(JsonNode node) {
        var input = new Input(Json.MAPPER.createObjectNode().set("id", node));
        var id = input.integer("id").over(null);
        input.require("id");
        return new Read(input, LeadChange.builder().build(), id, input.errors().byField());
    }

    private static Map<String, List<Refusal>> errors(ProblemException e) {
        if (e.problem() instanceof Problem.Invalid(var errors)) {
            return errors;
        }
        throw e;
    }
}
