package leadhub.imports.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Effect;
import leadhub.base.Json;
import leadhub.fields.CustomField;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.tags.Tags;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a row says, as an import's options have it done to a lead. */
final class RowFacts {
    private RowFacts() {}

    /** What a row says, with the tags that all leads get; nobody gets an owner where that is switched off. */
    static LeadChange of(Caller caller, ImportOptions options, LeadChange facts) {
        var edited = facts.edit();
        if (!caller.brings(Effect.ASSIGNMENT)) {
            edited.put(LeadFields.ASSIGNED_USER_ID, Change.keep());
        }
        if (!options.tags().isEmpty()) {
            edited.tags(Change.set(united(facts.tags().over(null), options.tags())));
        }
        return edited.build();
    }

    /** A new lead goes where it is to go if the row doesn't say. */
    static LeadChange placed(ImportOptions options, LeadChange facts) {
        var target = options.target();
        var placed = facts.edit();
        if (!facts.of(LeadFields.PIPELINE_ID).isSet()
                && !facts.of(LeadFields.PIPELINE_STAGE_ID).isSet()) {
            setUnlessNull(placed, LeadFields.PIPELINE_ID, target.pipelineId());
            setUnlessNull(placed, LeadFields.PIPELINE_STAGE_ID, target.pipelineStageId());
        }
        if (!facts.of(LeadFields.ASSIGNED_USER_ID).isSet()
                && !options.suppressed().contains(Effect.ASSIGNMENT)) {
            setUnlessNull(placed, LeadFields.ASSIGNED_USER_ID, target.assignedUserId());
        }
        return placed.build();
    }

    private static void setUnlessNull(LeadChange.Builder placed, LeadField<?> field, @Nullable Long id) {
        if (id != null) {
            placed.put(field, Change.set(id));
        }
    }

    /** As much of what a row says as may change a lead that is there. Tags are added, and none is taken off. */
    static LeadChange changing(ImportOptions options, Lead lead, LeadChange facts) {
        var change = facts.edit();
        for (var field : LeadFields.SENT_BY_PROGRAMS) {
            if (field.kind() != LeadField.Kind.CUSTOM
                    && field.kind() != LeadField.Kind.TAGS
                    && facts.of(field).isSet()) {
                var policy = options.of(field.name());
                if (policy == DuplicatePolicy.SKIP || policy == DuplicatePolicy.FILL && !isEmpty(lead, field)) {
                    change.put(field, Change.keep());
                }
            }
        }
        if (facts.customFields().isSet()) {
            change.customFields(custom(options, lead, facts.customFields().over(null)));
        }
        if (facts.tags().isSet()) {
            change.tags(
                    options.of("tags") == DuplicatePolicy.SKIP
                            ? Change.keep()
                            : Change.set(united(lead.tagNames(), facts.tags().over(null))));
        }
        return change.build();
    }

    /** What a lead always has, such as a stage, isn't empty. */
    private static boolean isEmpty(Lead lead, LeadField<?> field) {
        var known = lead.get(field);
        return known == null || known instanceof String text && text.isEmpty();
    }

    private static Change<@Nullable ObjectNode> custom(ImportOptions options, Lead lead, @Nullable ObjectNode sent) {
        if (sent == null) {
            return Change.keep();
        }
        var has = Json.MAPPER.readTree(lead.customFields());
        var left = sent.deepCopy();
        for (var key : List.copyOf(new ArrayList<>(sent.propertyNames()))) {
            var whole = options.of(LeadFields.CUSTOM_FIELDS.name());
            var policy = options.byField().getOrDefault(CustomField.PATH + key, whole);
            if (policy == DuplicatePolicy.SKIP || policy == DuplicatePolicy.FILL && has.has(key)) {
                left.remove(key);
            }
        }
        return left.isEmpty() ? Change.keep() : Change.set(left);
    }

    /** Equal ones once, and no more than a lead can wear. */
    private static List<String> united(@Nullable List<String> some, @Nullable List<String> others) {
        var keys = new LinkedHashSet<String>();
        var united = new ArrayList<String>();
        for (var names : Arrays.asList(some, others)) {
            for (var name : Objects.requireNonNullElse(names, List.<String>of())) {
                if (keys.add(Tags.key(name)) && united.size() < Lead.MOST_TAGS) {
                    united.add(name);
                }
            }
        }
        return united;
    }
}
