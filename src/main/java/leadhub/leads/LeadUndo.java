package leadhub.leads;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadField.Kind;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What takes a lead back to what it was before a change, field by field; nothing does where somebody has changed one of
 * them since. All of it stands in JSON as events keep it.
 *
 * @param change what is to become of the lead
 * @param adjustment the points of its own that it gets back; null leaves them alone
 */
record LeadUndo(LeadChange change, @Nullable Integer adjustment) {

    /** As much of a change as can be undone. @param isWhole whether that is all of it */
    record Part(LeadChange change, boolean isWhole) {}

    /** The same, where fields that somebody has changed since stay as they are; points of its own aren't looked at. */
    static Part partOf(JsonNode before, JsonNode after, JsonNode now) {
        var change = LeadChange.builder();
        var isWhole = true;
        for (var field : LeadFields.SENT_BY_PROGRAMS) {
            isWhole &= take(change, field, before, after, now);
        }
        return new Part(change.build(), isWhole);
    }

    /** Takes a field back, as far as it is as the change left it; whether all of it was. */
    private static boolean take(
            LeadChange.Builder change, LeadField<?> field, JsonNode before, JsonNode after, JsonNode now) {
        return switch (field.kind()) {
            case CUSTOM -> custom(change, before, after, now);
            case TAGS -> tags(change, before, after, now);
            default -> one(change, field, before, after, now);
        };
    }

    /** @param now what the lead is; {@code before} and {@code after} are of the change to be undone */
    static Optional<LeadUndo> of(JsonNode before, JsonNode after, JsonNode now) {
        var change = LeadChange.builder();
        for (var field : LeadFields.SENT_BY_PROGRAMS) {
            if (!take(change, field, before, after, now)) {
                return Optional.empty();
            }
        }
        var points = LeadFields.SCORE_ADJUSTMENT.column();
        if (isSame(before.path(points), after.path(points))) {
            return Optional.of(new LeadUndo(change.build(), null));
        }
        return isSame(now.path(points), after.path(points))
                ? Optional.of(new LeadUndo(change.build(), before.path(points).asInt(0)))
                : Optional.empty();
    }

    /** Takes one field back; false if somebody has changed it since. */
    private static boolean one(
            LeadChange.Builder change, LeadField<?> field, JsonNode before, JsonNode after, JsonNode now) {
        var column = field.column();
        if (isSame(before.path(column), after.path(column))) {
            return true;
        }
        if (!isSame(now.path(column), after.path(column))) {
            return false;
        }
        // The stage brings its pipeline along, and a status that the rules would change with it stays.
        if (field == LeadFields.PIPELINE_STAGE_ID) {
            var status = isSame(before.path("status"), after.path("status")) ? now : before;
            change.put(LeadFields.STATUS, Change.<@Nullable Object>set(value(Kind.STATUS, status.path("status"))));
        }
        if (field != LeadFields.PIPELINE_ID) {
            change.put(field, Change.<@Nullable Object>set(value(field.kind(), before.path(column))));
        }
        return true;
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        return isNothing(one) ? isNothing(other) : one.equals(other);
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static @Nullable Object value(Kind kind, JsonNode node) {
        if (isNothing(node)) {
            return null;
        }
        return switch (kind) {
            case TEXT, KEY, CURRENCY -> node.asString();
            case STATUS -> LeadStatus.of(node.asString()).orElse(LeadStatus.NEW);
            case ID -> node.longValue();
            case WHOLE -> node.intValue();
            case MONEY -> node.decimalValue();
            case FLAG -> node.booleanValue();
            case DAY -> LocalDate.parse(node.asString());
            case CUSTOM, TAGS, IDS, TIME -> throw new IllegalArgumentException("Not one value: " + kind);
        };
    }

    private static boolean custom(LeadChange.Builder change, JsonNode before, JsonNode after, JsonNode now) {
        var column = LeadFields.CUSTOM_FIELDS.column();
        var was = before.path(column);
        var became = after.path(column);
        var keys = new HashSet<>(was.propertyNames());
        keys.addAll(became.propertyNames());
        ObjectNode back = Json.MAPPER.createObjectNode();
        var isWhole = true;
        for (var key : keys) {
            if (!isSame(was.path(key), became.path(key))) {
                if (!isSame(now.path(column).path(key), became.path(key))) {
                    isWhole = false;
                    continue;
                }
                back.set(key, isNothing(was.path(key)) ? back.nullNode() : was.path(key));
            }
        }
        if (!back.isEmpty()) {
            change.customFields(Change.set(back));
        }
        return isWhole;
    }

    private static boolean tags(LeadChange.Builder change, JsonNode before, JsonNode after, JsonNode now) {
        var was = names(before);
        var became = names(after);
        var added = without(became, was);
        var removed = without(was, became);
        var worn = names(now);
        if (!worn.containsAll(added) || removed.stream().anyMatch(worn::contains)) {
            return false;
        }
        if (!added.isEmpty() || !removed.isEmpty()) {
            var back = without(worn, added);
            back.addAll(removed);
            change.tags(Change.set(back));
        }
        return true;
    }

    private static List<String> names(JsonNode lead) {
        return lead.path("tags").valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> without(List<String> names, List<String> others) {
        var left = new ArrayList<>(names);
        left.removeAll(others);
        return left;
    }
}
