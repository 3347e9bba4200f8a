package leadhub.imports.rows;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.imports.files.Fault;
import leadhub.imports.files.LeadRows;
import leadhub.leads.KnownLeads;
import leadhub.leads.KnownLeads.Recognized;
import leadhub.leads.LeadDraft;
import leadhub.leads.LeadDrafts;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.NewLead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Works out what becomes of rows, in their order, in memory. A preview and a run are the same but for what they look leads
 * up with: a run holds them, and writes what this says.
 */
@Component
public class ImportPlan {
    private static final String SOURCE = "import";

    private final KnownLeads known;
    private final LeadDrafts drafts;

    ImportPlan(KnownLeads known, LeadDrafts drafts) {
        this.known = known;
        this.drafts = drafts;
    }

    /**
     * What rows are worked out with.
     *
     * @param isDry whether nothing is to be written
     */
    public record Terms(Caller caller, ImportOptions options, LeadRows rows, ImportMemory memory, boolean isDry) {}

    /** A lead that is there, and by what it was recognized. */
    private record Found(LeadDraft lead, MatchOn by) {}

    /** The lead that a held row's person is. @param leadId null when it is gone */
    public record Match(@Nullable Long leadId, MatchOn by) {}

    public List<RowOutcome> take(Terms terms, List<SourceRow> rows) {
        var facts = rows.stream()
                .map(row ->
                        RowFacts.of(terms.caller(), terms.options(), row.lead().facts()))
                .toList();
        var recognized = known.findAll(terms.caller(), facts, !terms.isDry());
        look(terms, recognized);
        var outcomes = new ArrayList<RowOutcome>();
        for (var place = 0; place < rows.size(); place++) {
            outcomes.add(take(terms, rows.get(place), facts.get(place), recognized.get(place)));
        }
        return outcomes;
    }

    /** Reads the leads that are there, and holds them for whoever writes them. */
    private void look(Terms terms, List<Recognized> recognized) {
        var ids = new LinkedHashSet<Long>();
        for (var who : recognized) {
            for (var kind : terms.options().matchOn()) {
                var id = kind.leadId(who);
                if (id != 0 && !terms.memory().knows(id)) {
                    ids.add(id);
                }
            }
        }
        if (!ids.isEmpty()) {
            terms.memory().read(terms.isDry() ? drafts.read(terms.caller(), ids) : drafts.hold(terms.caller(), ids));
        }
    }

    private RowOutcome take(Terms terms, SourceRow row, LeadChange facts, Recognized who) {
        if (!row.lead().isSound()) {
            return new RowOutcome(row, RowStatus.FAILED, row.lead().faults(), null);
        }
        var found = find(terms, who);
        if (found == null) {
            return create(terms, row, facts, who);
        }
        return switch (terms.options().duplicates()) {
            case SKIP -> new RowOutcome(row, RowStatus.SKIPPED, List.of(), null);
            case REVIEW -> held(terms, row, facts, found);
            case CREATE, FILL, UPDATE -> decide(terms, row, facts, who, found);
        };
    }

    private static RowOutcome held(Terms terms, SourceRow row, LeadChange facts, Found found) {
        var owner = RowFacts.placed(terms.options(), facts)
                .of(LeadFields.ASSIGNED_USER_ID)
                .over(null);
        return new RowOutcome(
                row,
                RowStatus.HELD,
                List.of(new Fault(row.line(), 0, Refusal.of("import.held"))),
                null,
                new RowOutcome.Match(found.lead(), found.by(), owner));
    }

    /**
     * What becomes of one row that was held, by the policy of the terms, which holds nothing more.
     *
     * @param match the lead that its person is, and by what it was recognized
     */
    public RowOutcome decide(Terms terms, SourceRow row, Match match) {
        if (!row.lead().isSound()) {
            return new RowOutcome(row, RowStatus.FAILED, row.lead().faults(), null);
        }
        var facts = RowFacts.of(terms.caller(), terms.options(), row.lead().facts());
        var who = known.findAll(terms.caller(), List.of(facts), true).getFirst();
        var lead = match.leadId() == null
                ? null
                : drafts.hold(terms.caller(), List.of(match.leadId())).get(match.leadId());
        if (terms.options().duplicates() == DuplicatePolicy.CREATE) {
            return lead == null
                    ? create(terms, row, facts, who)
                    : create(terms, row, withoutExternalId(lead, match.by(), facts), who);
        }
        if (lead == null) {
            throw new Problem.Conflict(Refusal.of("duplicate.lead_gone")).exception();
        }
        return change(terms, row, facts, who, lead);
    }

    private RowOutcome decide(Terms terms, SourceRow row, LeadChange facts, Recognized who, Found found) {
        return terms.options().duplicates() == DuplicatePolicy.CREATE
                ? create(terms, row, withoutExternalId(found.lead(), found.by(), facts), who)
                : change(terms, row, facts, who, found.lead());
    }

    /** The lead that a row's person is: in the order of what it is recognized by, one that is there before one of the file. */
    private static @Nullable Found find(Terms terms, Recognized who) {
        for (var kind : terms.options().matchOn()) {
            var there = terms.memory().findRead(kind, who);
            var lead = there == null ? terms.memory().findMade(kind, who) : there;
            if (lead != null) {
                return new Found(lead, kind);
            }
        }
        return null;
    }

    /** A second lead of a person can't have the external id of the first, or of one that was merged into it. */
    private static LeadChange withoutExternalId(LeadDraft found, MatchOn by, LeadChange facts) {
        var id = facts.of(LeadFields.EXTERNAL_ID).over(null);
        return id != null
                        && (by == MatchOn.EXTERNAL_ID || id.equals(found.lead().externalId()))
                ? facts.edit().put(LeadFields.EXTERNAL_ID, Change.keep()).build()
                : facts;
    }

    private RowOutcome create(Terms terms, SourceRow row, LeadChange facts, Recognized who) {
        if (facts.of(LeadFields.EXTERNAL_ID).over(null) != null && isTaken(terms, who, null)) {
            return refused(terms, row, Map.of("external_id", List.of(Refusal.of("taken"))));
        }
        var placed = RowFacts.placed(terms.options(), facts);
        var made = drafts.create(
                terms.caller(), new NewLead(placed, SOURCE, null, row.lead().createdAt()));
        if (made.isRefused()) {
            return refused(terms, row, made.errors());
        }
        terms.memory().remember(who, made.draft());
        return new RowOutcome(row, RowStatus.CREATED, List.of(), made.draft());
    }

    private RowOutcome change(Terms terms, SourceRow row, LeadChange facts, Recognized who, LeadDraft found) {
        var before = found.lead();
        var change = RowFacts.changing(terms.options(), before, facts);
        if (change.of(LeadFields.EXTERNAL_ID).over(null) != null && isTaken(terms, who, found)) {
            return refused(terms, row, Map.of("external_id", List.of(Refusal.of("taken"))));
        }
        var changed = drafts.change(terms.caller(), found, change);
        if (changed.isRefused()) {
            return refused(terms, row, changed.errors());
        }
        terms.memory().remember(who, found);
        return found.lead().equals(before)
                ? new RowOutcome(row, RowStatus.SKIPPED, List.of(), null)
                : new RowOutcome(row, RowStatus.UPDATED, List.of(), found);
    }

    /** Whether another lead than this one has the row's external id. */
    private static boolean isTaken(Terms terms, Recognized who, @Nullable LeadDraft own) {
        var ownId = own == null || own.before() == null ? 0 : own.lead().id();
        if (who.byExternalId() != 0 && who.byExternalId() != ownId) {
            return true;
        }
        var made = terms.memory().findMade(MatchOn.EXTERNAL_ID, who);
        return made != null
                && !Objects.equals(made, own)
                && Objects.equals(who.externalId(), made.lead().externalId());
    }

    private static RowOutcome refused(Terms terms, SourceRow row, Map<String, List<Refusal>> errors) {
        var faults = new ArrayList<Fault>();
        errors.forEach((field, refusals) ->
                refusals.forEach(refusal -> faults.add(terms.rows().fault(row.line(), field, refusal))));
        return new RowOutcome(row, RowStatus.FAILED, faults, null);
    }
}
