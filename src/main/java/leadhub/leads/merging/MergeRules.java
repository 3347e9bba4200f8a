package leadhub.leads.merging;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.fields.CustomField;
import leadhub.leads.record.CustomFields;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules of what becomes of two leads that are one: the survivor wins, what it hasn't got is filled, tags and custom fields
 * are united. Asked of leads alone, so that what is shown before is what is done.
 */
final class MergeRules {
    /** These go together: an amount with what it is counted in, a number with its international form, a stage with since when. */
    private static final List<Set<LeadField<?>>> TOGETHER = List.of(
            Set.of(LeadFields.DEAL_VALUE, LeadFields.DEAL_CURRENCY),
            Set.of(LeadFields.PHONE, LeadFields.PHONE_E164),
            Set.of(LeadFields.PIPELINE_ID, LeadFields.PIPELINE_STAGE_ID, LeadFields.STAGE_SINCE));

    private MergeRules() {}

    /** What the survivor becomes. The score is worked out later. */
    static Lead merged(Lead survivor, Lead loser, MergeChoices choices) {
        var wanted = survivor.edit();
        for (var field : taken(survivor, loser, choices)) {
            wanted.put(field, loser.get(field));
        }
        return wanted.set(LeadFields.CUSTOM_FIELDS, customFields(survivor, loser, choices))
                .set(LeadFields.TAGS, tags(survivor, loser))
                .set(LeadFields.CREATED_AT, earlier(survivor, loser))
                .set(LeadFields.MERGED_FROM, mergedFrom(survivor, loser))
                .lead();
    }

    /** The fields in which the loser's value is taken. */
    private static Set<LeadField<?>> taken(Lead survivor, Lead loser, MergeChoices choices) {
        var taken = new LinkedHashSet<LeadField<?>>();
        for (var field : MergeChoices.FIELDS) {
            if (choices.isLosers(field.name())) {
                take(taken, field, choices);
            } else if (field.is(LeadField.Use.FILLED)
                    && !choices.isSurvivors(field.name())
                    && field != LeadFields.DEAL_CURRENCY
                    && isEmpty(survivor, field)
                    && !isEmpty(loser, field)) {
                take(taken, field, choices);
            }
        }
        // Whoever is over was so at some time, and who was lost was lost for a reason.
        if (taken.contains(LeadFields.STATUS)) {
            taken.add(LeadFields.CLOSED_AT);
            if (!choices.isSurvivors(LeadFields.LOST_REASON.name())) {
                taken.add(LeadFields.LOST_REASON);
            }
        }
        for (var field : List.of(LeadFields.BOT_ID, LeadFields.CONVERSATION_ID)) {
            if (isEmpty(survivor, field)) {
                taken.add(field);
            }
        }
        return taken;
    }

    private static void take(Set<LeadField<?>> taken, LeadField<?> field, MergeChoices choices) {
        taken.add(field);
        TOGETHER.stream()
                .filter(some -> some.contains(field))
                .flatMap(Set::stream)
                .filter(other -> !choices.isSurvivors(other.name()))
                .forEach(taken::add);
    }

    private static boolean isEmpty(Lead lead, LeadField<?> field) {
        var value = lead.get(field);
        return value == null || value instanceof String text && text.isEmpty();
    }

    private static String customFields(Lead survivor, Lead loser, MergeChoices choices) {
        var mine = (ObjectNode) Json.MAPPER.readTree(survivor.customFields());
        var theirs = (ObjectNode) Json.MAPPER.readTree(loser.customFields());
        var keys = new HashSet<>(mine.propertyNames());
        keys.addAll(theirs.propertyNames());
        for (var key : keys) {
            var name = CustomField.PATH + key;
            if (choices.isSurvivors(name)) {
                theirs.remove(key);
            } else if (choices.isLosers(name) || choices.isLosers(LeadFields.CUSTOM_FIELDS.name()) && theirs.has(key)) {
                mine.remove(key);
            }
        }
        var unchanged = Json.MAPPER.readTree(survivor.customFields()).equals(mine);
        var added = Json.MAPPER.createObjectNode();
        theirs.properties().stream()
                .filter(field -> !field.getValue().isNull() && !mine.has(field.getKey()))
                .forEach(field -> added.set(field.getKey(), field.getValue()));
        return CustomFields.merge(
                        unchanged ? survivor.customFields() : Json.write(mine), Change.<@Nullable ObjectNode>set(added))
                .orElseThrow(() -> noRoom(Refusal.of("max.kilobytes").with("max", 64)));
    }

    private static List<Lead.LeadTag> tags(Lead survivor, Lead loser) {
        var tags = new ArrayList<>(survivor.tags());
        loser.tags().stream()
                .filter(tag -> survivor.tags().stream().noneMatch(worn -> worn.id() == tag.id()))
                .forEach(tags::add);
        if (tags.size() > Lead.MOST_TAGS) {
            throw noRoom(Refusal.of("lead.too_many_tags").with("max", Lead.MOST_TAGS));
        }
        return tags;
    }

    /** Nothing of the other lead is left out in silence: who merges them says first what they can do without. */
    private static RuntimeException noRoom(Refusal refusal) {
        return Problem.invalid("lead_id", refusal).exception();
    }

    private static java.time.Instant earlier(Lead one, Lead other) {
        return one.createdAt().isBefore(other.createdAt()) ? one.createdAt() : other.createdAt();
    }

    private static List<Long> mergedFrom(Lead survivor, Lead loser) {
        var ids = new ArrayList<Long>();
        ids.add(loser.id());
        ids.addAll(loser.mergedFrom());
        ids.addAll(survivor.mergedFrom());
        return List.copyOf(ids);
    }

    /** What the survivor is without the other lead: what the merge changed and nobody since becomes what it was. */
    static Lead unmerged(Lead now, Lead before, Lead after) {
        var wanted = now.edit();
        for (var field : LeadFields.STORED) {
            if (field != LeadFields.EVENT_SEQUENCE
                    && !Objects.equals(before.get(field), after.get(field))
                    && Objects.equals(now.get(field), after.get(field))) {
                wanted.put(field, before.get(field));
            }
        }
        var added = new HashSet<>(after.mergedFrom());
        added.removeAll(before.mergedFrom());
        return wanted.set(LeadFields.CUSTOM_FIELDS, customFieldsBack(now, before, after))
                .set(LeadFields.TAGS, tagsBack(now, before, after))
                .set(
                        LeadFields.MERGED_FROM,
                        now.mergedFrom().stream()
                                .filter(id -> !added.contains(id))
                                .toList())
                .lead();
    }

    private static String customFieldsBack(Lead now, Lead before, Lead after) {
        var fields = (ObjectNode) Json.MAPPER.readTree(now.customFields());
        var was = Json.MAPPER.readTree(before.customFields());
        var became = Json.MAPPER.readTree(after.customFields());
        var keys = new HashSet<>(was.propertyNames());
        keys.addAll(became.propertyNames());
        var isChanged = false;
        for (var key : keys) {
            if (!Objects.equals(was.get(key), became.get(key)) && Objects.equals(fields.get(key), became.get(key))) {
                isChanged = true;
                fields.remove(key);
                if (was.has(key)) {
                    fields.set(key, was.get(key));
                }
            }
        }
        return isChanged ? Json.write(fields) : now.customFields();
    }

    private static List<Lead.LeadTag> tagsBack(Lead now, Lead before, Lead after) {
        var was = before.tags().stream().map(Lead.LeadTag::id).toList();
        var became = after.tags().stream().map(Lead.LeadTag::id).toList();
        return now.tags().stream()
                .filter(tag -> was.contains(tag.id()) || !became.contains(tag.id()))
                .toList();
    }
}
