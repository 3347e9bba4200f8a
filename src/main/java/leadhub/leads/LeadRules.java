package leadhub.leads;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Effect;
import leadhub.fields.Fields;
import leadhub.leads.record.CustomFields;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFacts;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadStatus;
import leadhub.leads.record.NewLead;
import leadhub.leads.texts.Identity;
import leadhub.pipelines.Stage;
import leadhub.scoring.Scoring;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The rules of what a lead becomes by a change: its place in a pipeline, its status, its tags and fields. */
@Component
class LeadRules {
    private final LeadRefusals refusals;
    private final LeadPlaces places;
    private final Fields fields;
    private final Scoring scoring;
    private final LeadTags tags;

    LeadRules(LeadRefusals refusals, LeadPlaces places, Fields fields, Scoring scoring, LeadTags tags) {
        this.refusals = refusals;
        this.places = places;
        this.fields = fields;
        this.scoring = scoring;
        this.tags = tags;
    }

    /** A change as it is to be kept, and what speaks against it. */
    LeadRefusals.Checked check(Caller caller, @Nullable Lead before, LeadChange wanted) {
        return refusals.check(caller, before, wanted);
    }

    /** The same but for whether another lead has its external id; asks the database nothing. */
    LeadRefusals.Checked checkAlone(Caller caller, @Nullable Lead before, LeadChange wanted) {
        return refusals.checkAlone(caller, before, wanted);
    }

    /** The lead to be written for a new one; its id comes later. */
    Lead create(Caller caller, NewLead wanted, Instant now) {
        return create(caller, wanted, check(caller, null, wanted.facts()).orRefuse(), now);
    }

    /** The same of facts that have been checked already. */
    Lead create(Caller caller, NewLead wanted, LeadChange change, Instant now) {
        var stage = places.of(caller, null, change);
        var blank = Lead.blank()
                .set(LeadFields.SOURCE, wanted.usualSource())
                .set(LeadFields.BOT_ID, wanted.botId())
                .set(LeadFields.CONVERSATION_ID, wanted.conversationId())
                .set(LeadFields.CREATED_AT, Objects.requireNonNullElse(wanted.createdAt(), now))
                .set(LeadFields.UPDATED_AT, now)
                .lead();
        var lead = applied(caller, blank, change, wanted.usualSource());
        LeadPlaces.inStatus(blank, lead, status(change, LeadPlaces.reached(stage, LeadStatus.NEW)), now);
        return scored(caller, in(stage, lead).set(LeadFields.STAGE_SINCE, now));
    }

    /** What a lead becomes by a change. */
    Lead change(Caller caller, Lead before, LeadChange wanted, Instant now) {
        return become(caller, before, check(caller, before, wanted).orRefuse(), now);
    }

    /** The same by a change that has been checked already. */
    Lead become(Caller caller, Lead before, LeadChange change, Instant now) {
        var lead = applied(caller, before, change, "api");
        var reached = before.status();
        if (change.of(LeadFields.PIPELINE_ID).isSet()
                || change.of(LeadFields.PIPELINE_STAGE_ID).isSet()) {
            var stage = places.of(caller, before, change);
            if (stage.id() != before.stageId()) {
                reached = LeadPlaces.reached(stage, reached);
                lead.set(LeadFields.STAGE_SINCE, now);
            }
            in(stage, lead);
        }
        LeadPlaces.inStatus(before, lead, status(change, reached), now);
        if (change.of(LeadFields.LOST_REASON) instanceof Change.Set<?>(var reason)) {
            lead.put(LeadFields.LOST_REASON, reason);
        }
        var after = scored(caller, lead);
        return after.equals(before) ? before : after.with(LeadFields.UPDATED_AT, now);
    }

    /** With those tags too, as far as there is room. */
    Lead tagged(Caller caller, Lead lead, List<String> names, Instant now) {
        var worn = tags.added(caller, lead.tags(), names);
        return worn.size() == lead.tags().size() ? lead : withTags(caller, lead, worn, now);
    }

    Lead withTags(Caller caller, Lead lead, List<Lead.LeadTag> worn, Instant now) {
        return scored(caller, lead.edit().set(LeadFields.TAGS, worn).set(LeadFields.UPDATED_AT, now));
    }

    /** With other points of its own. */
    Lead withAdjustment(Caller caller, Lead lead, int points, Instant now) {
        return points == lead.scoreAdjustment()
                ? lead
                : scored(
                        caller,
                        lead.edit().set(LeadFields.SCORE_ADJUSTMENT, points).set(LeadFields.UPDATED_AT, now));
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
                : scored(
                        caller, lead.edit().set(LeadFields.CUSTOM_FIELDS, added).set(LeadFields.UPDATED_AT, now));
    }

    /** The same lead with the score of today. */
    Lead scored(Caller caller, Lead lead, Instant now) {
        return scored(caller, lead.edit().set(LeadFields.UPDATED_AT, now));
    }

    /** As much of what was sent as a lead can hold; the rest is left off. */
    LeadChange cutToFit(Caller caller, LeadChange sent) {
        return sent.edit()
                .customFields(sent.customFields()
                        .map(given -> given == null
                                ? null
                                : CustomFields.fitting(
                                        fields.check(caller, given).values())))
                .tags(sent.tags().map(names -> names == null ? null : LeadTags.first(names, Set.of(), Lead.MOST_TAGS)))
                .build();
    }

    private Lead.Builder applied(Caller caller, Lead before, LeadChange change, String usualSource) {
        var merged = CustomFields.merge(before.customFields(), change.customFields());
        return facts(caller, before, change, usualSource)
                .set(LeadFields.CUSTOM_FIELDS, merged.orElseThrow())
                .set(LeadFields.TAGS, tags.of(caller, before.tags(), change));
    }

    private static Lead.Builder in(Stage stage, Lead.Builder lead) {
        return lead.set(LeadFields.PIPELINE_ID, stage.pipelineId()).set(LeadFields.PIPELINE_STAGE_ID, stage.id());
    }

    /** With the points of all rules that it meets, and its own; as it was where scoring is switched off. */
    private Lead scored(Caller caller, Lead.Builder builder) {
        var lead = builder.lead();
        if (!caller.brings(Effect.SCORING)) {
            return lead;
        }
        return lead.with(LeadFields.LEAD_SCORE, scoring.points(caller, new LeadFacts(lead)) + lead.scoreAdjustment());
    }

    private static LeadStatus status(LeadChange change, LeadStatus otherwise) {
        var status = change.of(LeadFields.STATUS);
        return status.isSet() ? Objects.requireNonNullElse(status.over(null), LeadStatus.NEW) : otherwise;
    }

    /** A lead with what a change says of the fields that stand for themselves. */
    private static Lead.Builder facts(Caller caller, Lead lead, LeadChange change, String usualSource) {
        var after = lead.edit();
        LeadFields.TAKEN_AS_SENT.forEach(field -> take(lead, after, field, change));
        if (change.of(LeadFields.SOURCE) instanceof Change.Set<?>(var source) && source == null) {
            after.set(LeadFields.SOURCE, usualSource);
        }
        var phone = change.of(LeadFields.PHONE).over(lead.phone());
        if (!Objects.equals(phone, lead.phone())) {
            after.set(LeadFields.PHONE_E164, Identity.phoneE164(phone, caller.defaultCountry()));
        }
        return after;
    }

    private static void take(Lead lead, Lead.Builder after, LeadField<?> field, LeadChange change) {
        if (change.of(field) instanceof Change.Set<?>(var value) && !isSame(lead.get(field), value)) {
            after.put(field, value == null ? field.usual() : value);
        }
    }

    /** Whether an amount is the same, which the database writes with all its decimals. */
    private static boolean isSame(@Nullable Object before, @Nullable Object value) {
        return before instanceof BigDecimal one && value instanceof BigDecimal other && one.compareTo(other) == 0;
    }
}
