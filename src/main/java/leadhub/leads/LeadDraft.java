package leadhub.leads;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.fields.Fields;
import leadhub.scoring.Scoring;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The rules of what a lead becomes by a change: its place in a pipeline, its status, its tags and fields. */
@Component
class LeadDraft {
    private final LeadRefusals refusals;
    private final LeadPlaces places;
    private final Fields fields;
    private final Scoring scoring;
    private final LeadTags tags;

    LeadDraft(LeadRefusals refusals, LeadPlaces places, Fields fields, Scoring scoring, LeadTags tags) {
        this.refusals = refusals;
        this.places = places;
        this.fields = fields;
        this.scoring = scoring;
        this.tags = tags;
    }

    /** The lead to be written for a new one; its id comes later. */
    Lead create(Caller caller, NewLead wanted, Instant now) {
        var change = refusals.check(caller, null, wanted.facts()).orRefuse();
        var stage = places.of(caller, null, change);
        var blank = blank(wanted, now);
        var facts = facts(caller, blank, change, wanted.usualSource());
        return scored(
                caller,
                sketch(caller, facts, change)
                        .stage(stage)
                        .status(status(change, LeadPlaces.reached(stage, LeadStatus.NEW))));
    }

    /** What a lead becomes by a change. */
    Lead change(Caller caller, Lead before, LeadChange wanted, Instant now) {
        return become(caller, before, refusals.check(caller, before, wanted).orRefuse(), now);
    }

    /** The same by a change that has been checked already. */
    Lead become(Caller caller, Lead before, LeadChange change, Instant now) {
        var sketch = sketch(caller, facts(caller, before, change, "api"), change);
        var reached = before.status();
        if (change.pipelineId().isSet() || change.stageId().isSet()) {
            var stage = places.of(caller, before, change);
            reached = stage.id() == before.stageId() ? reached : LeadPlaces.reached(stage, reached);
            sketch.stage(stage);
        }
        var after = scored(caller, sketch.status(status(change, reached)));
        return after.equals(before)
                ? before
                : new LeadSketch(after).updatedAt(now).lead();
    }

    /** With those tags too, as far as there is room. */
    Lead tagged(Caller caller, Lead lead, List<String> names, Instant now) {
        var worn = tags.added(caller, lead.tags(), names);
        return worn.size() == lead.tags().size() ? lead : withTags(caller, lead, worn, now);
    }

    Lead withTags(Caller caller, Lead lead, List<Lead.LeadTag> worn, Instant now) {
        return scored(caller, new LeadSketch(lead).tags(worn).updatedAt(now));
    }

    /** With other points of its own. */
    Lead withAdjustment(Caller caller, Lead lead, int points, Instant now) {
        return points == lead.scoreAdjustment()
                ? lead
                : scored(caller, new LeadSketch(lead).scoreAdjustment(points).updatedAt(now));
    }

    /** With the fields that it doesn't have yet, as far as they are right and there is room. */
    Lead withNewFields(Caller caller, Lead lead, @Nullable ObjectNode sent, Instant now) {
        if (sent == null) {
            return lead;
        }
        var added =
                CustomFields.add(lead.customFields(), fields.check(caller, sent).values());
        return added.equals(lead.customFields())
                ? lead
                : scored(caller, new LeadSketch(lead).customFields(added).updatedAt(now));
    }

    /** As much of what was sent as a lead can hold; the rest is left off. */
    LeadChange cutToFit(Caller caller, LeadChange sent) {
        return sent.cutToFit(node -> fields.check(caller, node).values());
    }

    private LeadSketch sketch(Caller caller, Lead facts, LeadChange change) {
        return new LeadSketch(facts)
                .customFields(CustomFields.merge(facts.customFields(), change.customFields())
                        .orElseThrow())
                .tags(tags.of(caller, facts.tags(), change));
    }

    /** The points of all rules that it meets, and its own. */
    private Lead scored(Caller caller, LeadSketch sketch) {
        var lead = sketch.lead();
        return sketch.leadScore(scoring.points(caller, new LeadFacts(lead)) + lead.scoreAdjustment())
                .lead();
    }

    private static LeadStatus status(LeadChange change, LeadStatus otherwise) {
        return change.status().isSet()
                ? Objects.requireNonNullElse(change.status().over(null), LeadStatus.NEW)
                : otherwise;
    }

    /** Of whom nothing is known yet. */
    private static Lead blank(NewLead wanted, Instant now) {
        return new Lead(
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                wanted.usualSource(),
                LeadStatus.NEW,
                0,
                0,
                null,
                0,
                0,
                null,
                false,
                null,
                "{}",
                List.of(),
                false,
                wanted.botId(),
                null,
                now,
                now,
                0);
    }

    /** With what a change says of the columns that stand for themselves. */
    private static Lead facts(Caller caller, Lead lead, LeadChange change, String usualSource) {
        var phone = change.phone().over(lead.phone());
        return new Lead(
                lead.id(),
                change.firstName().over(lead.firstName()),
                change.lastName().over(lead.lastName()),
                change.email().over(lead.email()),
                phone,
                Objects.equals(phone, lead.phone())
                        ? lead.phoneE164()
                        : Identity.phoneE164(phone, caller.defaultCountry()),
                change.company().over(lead.company()),
                change.jobTitle().over(lead.jobTitle()),
                change.linkedinUrl().over(lead.linkedinUrl()),
                change.country().over(lead.country()),
                change.industry().over(lead.industry()),
                change.companySize().over(lead.companySize()),
                Objects.requireNonNullElse(change.source().over(lead.source()), usualSource),
                lead.status(),
                lead.pipelineId(),
                lead.stageId(),
                change.assignedUserId().over(lead.assignedUserId()),
                lead.leadScore(),
                lead.scoreAdjustment(),
                change.dealValue().over(lead.dealValue()),
                Boolean.TRUE.equals(change.starred().over(lead.starred())),
                change.notes().over(lead.notes()),
                lead.customFields(),
                lead.tags(),
                lead.possibleDuplicate(),
                lead.botId(),
                lead.conversationId(),
                lead.createdAt(),
                lead.updatedAt(),
                lead.eventSequence());
    }
}
