package leadhub.leads.lists;

import static leadhub.conditions.Comparison.PRESENT;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.base.Folding;
import leadhub.conditions.Comparison;
import leadhub.conditions.Condition;
import leadhub.conditions.ConditionField;
import leadhub.conditions.Today;
import leadhub.leads.Owners;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;

/**
 * A condition as SQL over a row called {@code l}, which answers as {@link Condition#met} does.
 *
 * @param condition never null, so that it can be negated and joined with others by {@code or}
 */
record Criterion(String condition, List<Object> values, boolean isOfTheMoment) {
    /** Events remember leads without the time of their last change, and that of a lead that was rescored remembers none. */
    private static final Set<String> OF_THE_MOMENT = Set.of("updated_at", "lead_score");

    /** What a field is asked, with its values in order. */
    private record Asked(String sql, List<?> values) {
        static Asked of(String sql, Object... values) {
            return new Asked(sql, List.of(values));
        }
    }

    static Criterion of(Condition condition, Folding folding, Today today) {
        var field = condition.field();
        var asked = field.custom() == null
                ? own(condition, folding, today)
                : any(CriterionText.of(condition, folding, today).stream()
                        .map(text -> inJson(field.custom().key(), text))
                        .toList());
        var sql = "coalesce(" + asked.sql() + ", false)";
        return new Criterion(
                condition.isNegative() ? "not " + sql : sql,
                List.copyOf(asked.values()),
                OF_THE_MOMENT.contains(field.name()));
    }

    /** Whether nobody has a lead, or nobody any more. */
    static Criterion nobodys(Owners removed, Comparison comparison) {
        var sql = Owners.condition("l.assigned_user_id");
        return new Criterion(comparison.isNegative() ? "not " + sql : sql, List.of(removed.array()), false);
    }

    /** Nobody was ever given it, or it was taken from them. */
    static Criterion unowned() {
        return new Criterion("l.assigned_user_id is null", List.of(), false);
    }

    /** Just that stands in a field of the workspace's own, as {@link LeadCube.By#FIELD} tells leads apart. */
    static Criterion having(String key, String value) {
        return new Criterion(LeadCube.By.FIELD.sql() + " = ?", List.of(key, value), false);
    }

    private static Asked own(Condition condition, Folding folding, Today today) {
        var field = condition.field();
        var column = column(field);
        var comparison = condition.comparison().affirmed();
        return switch (field.kind()) {
            case TEXT -> inText(field.name(), condition, folding, today);
            case CHOICE, OPTIONAL_CHOICE -> {
                if (!field.isOfIds()) {
                    yield inText(field.name(), condition, folding, today);
                }
                yield comparison == PRESENT
                        ? Asked.of(column + " is not null")
                        : Asked.of(column + " = ?", Long.valueOf(condition.value()));
            }
            case CHOICES ->
                comparison == PRESENT
                        ? Asked.of(column + " <> '{}'")
                        : Asked.of(column + " @> array[?]", Long.valueOf(condition.value()));
            case NUMBER ->
                comparison == PRESENT
                        ? Asked.of(column + " is not null")
                        : Asked.of(column + sign(comparison) + "?", new BigDecimal(condition.value()));
            case TIME -> time(column, condition, today);
            case YES_NO -> Asked.of(column);
            case DAY -> day(column, condition, today);
            case WORDS -> throw new IllegalStateException("No lead has such a column: " + field.name());
        };
    }

    private static String column(ConditionField field) {
        return "l." + LeadFields.named(field.name()).map(LeadField::column).orElse(field.name());
    }

    static String sign(Comparison comparison) {
        return switch (comparison) {
            case GREATER -> " > ";
            case LESS -> " < ";
            default -> " = ";
        };
    }

    private static Asked time(String column, Condition condition, Today today) {
        var days = condition.days(today).orElseThrow();
        var conditions = new ArrayList<String>();
        var values = new ArrayList<>();
        var from = days.from(today.zone());
        if (from != null) {
            conditions.add(column + " >= ?");
            values.add(from);
        }
        var until = days.until(today.zone());
        if (until != null) {
            conditions.add(column + " < ?");
            values.add(until);
        }
        return new Asked(String.join(" and ", conditions), values);
    }

    private static Asked day(String column, Condition condition, Today today) {
        if (condition.comparison().affirmed() == PRESENT) {
            return Asked.of(column + " is not null");
        }
        var days = condition.days(today).orElseThrow();
        var conditions = new ArrayList<String>();
        var values = new ArrayList<>();
        if (days.first() != null) {
            conditions.add(column + " >= ?");
            values.add(days.first());
        }
        if (days.last() != null) {
            conditions.add(column + " <= ?");
            values.add(days.last());
        }
        return new Asked(String.join(" and ", conditions), values);
    }

    private static Asked any(List<Asked> some) {
        return new Asked(
                some.stream().map(Asked::sql).collect(Collectors.joining(" or ", "(", ")")),
                some.stream().flatMap(asked -> asked.values().stream()).toList());
    }

    private static Asked inText(String name, Condition condition, Folding folding, Today today) {
        var column = "l." + name;
        var folded = "coalesce(l.folded ->> '" + name + "', " + column + ")";
        return any(CriterionText.of(condition, folding, today).stream()
                .map(text -> new Asked(text.of(text.isOfFolded() ? folded : column), text.values()))
                .toList());
    }

    /** What stands there may be older than the field, and of another kind: a value, or several. */
    private static Asked inJson(String key, CriterionText asked) {
        var values = new ArrayList<Object>();
        values.addAll(asked.values());
        values.addAll(asked.values());
        if (asked.isOfFolded()) {
            values.add(key);
        }
        values.add(key);
        var field = asked.isOfFolded()
                ? "coalesce(l.folded -> 'custom_fields' -> ?::text, l.custom_fields -> ?::text)"
                : "l.custom_fields -> ?::text";
        return new Asked("""
                (select case
                            when jsonb_typeof(v) in ('string', 'number', 'boolean') then %s
                            when jsonb_typeof(v) = 'array' then exists (
                                select from jsonb_array_elements(v) as entries (entry)
                                where jsonb_typeof(entry) in ('string', 'number', 'boolean') and %s)
                        end
                 from (select %s) field (v))""".formatted(asked.ofJson("v"), asked.ofJson("entry"), field), values);
    }
}
