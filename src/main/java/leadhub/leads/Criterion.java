package leadhub.leads;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that leads are asked, as SQL over a row called {@code l}.
 *
 * @param condition never null, so that it can be negated and joined with others by {@code or}
 */
record Criterion(String condition, List<Object> values, boolean isOfTheMoment) {
    private static final int MOST_DAYS = 36_500;

    /**
     * Says it in SQL; empty if the value can't be compared with that field.
     *
     * @param today where the visitor is
     */
    static Optional<Criterion> of(
            CriterionField field, Comparison comparison, String value, LocalDate today, ZoneId zone) {
        return switch (comparison) {
            case PRESENT -> Optional.of(asked(field, isSomething(field)));
            case ABSENT -> Optional.of(asked(field, "not " + isSomething(field)));
            default ->
                switch (field.kind()) {
                    case TEXT -> Optional.of(text(field, comparison, value));
                    case CHOICE, OPTIONAL_CHOICE -> choice(field, comparison, value);
                    case CHOICES -> id(value).map(id -> negated(comparison, asked(field, "%s @> array[?]", id)));
                    case OPTIONS ->
                        Optional.of(
                                negated(comparison, asked(field, "coalesce(%s @> to_jsonb(?::text), false)", value)));
                    case NUMBER -> number(value).map(number -> number(field, comparison, number));
                    case TIME -> days(comparison, value, today).map(days -> time(field, days, zone));
                    case DAY -> days(comparison, value, today).map(days -> day(field, days));
                    case YES_NO -> Optional.of(asked(field, value.equals("0") ? "not %s" : "%s"));
                };
        };
    }

    private static String isSomething(CriterionField field) {
        return field.kind() == CriterionKind.CHOICES ? "(%s <> '{}')" : "(%s is not null)";
    }

    private static Criterion text(CriterionField field, Comparison comparison, String value) {
        var contains = comparison == Comparison.CONTAINS || comparison == Comparison.CONTAINS_NOT;
        var asked = contains
                ? asked(field, "coalesce(%s ilike ?, false)", "%" + SearchText.escaped(value) + "%")
                : asked(field, "coalesce(lower(%s) = lower(?), false)", value);
        return negated(comparison, asked);
    }

    private static Optional<Criterion> choice(CriterionField field, Comparison comparison, String value) {
        var wanted = field.custom() == null && field.name().endsWith("_id")
                ? id(value).map(id -> (Object) id)
                : Optional.<Object>of(value);
        return wanted.map(one -> negated(comparison, asked(field, "coalesce(%s = ?, false)", one)));
    }

    private static Criterion number(CriterionField field, Comparison comparison, BigDecimal number) {
        var sign = comparison == Comparison.GREATER ? ">" : comparison == Comparison.LESS ? "<" : "=";
        return asked(field, "coalesce(%s " + sign + " ?, false)", number);
    }

    /** The days that count, from one until another that doesn't any more; null where there is no end. */
    private record Days(
            @org.jspecify.annotations.Nullable LocalDate from,
            @org.jspecify.annotations.Nullable LocalDate until) {}

    private static Optional<Days> days(Comparison comparison, String value, LocalDate today) {
        if (comparison.countsDays()) {
            return number(value)
                    .filter(days -> days.signum() > 0 && days.compareTo(BigDecimal.valueOf(MOST_DAYS)) <= 0)
                    .map(days -> today.minusDays(days.longValue() - 1))
                    .map(first -> switch (comparison) {
                        case LAST -> new Days(first, today.plusDays(1));
                        case NEXT -> new Days(today, today.plusDays(1 + today.toEpochDay() - first.toEpochDay()));
                        default -> new Days(null, first);
                    });
        }
        return date(value).map(day -> switch (comparison) {
            case ON -> new Days(day, day.plusDays(1));
            case BEFORE -> new Days(null, day);
            default -> new Days(day.plusDays(1), null);
        });
    }

    private static Criterion time(CriterionField field, Days days, ZoneId zone) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<>();
        if (days.from() != null) {
            conditions.add("%s >= ?");
            values.add(days.from().atStartOfDay(zone).toInstant());
        }
        if (days.until() != null) {
            conditions.add("%s < ?");
            values.add(days.until().atStartOfDay(zone).toInstant());
        }
        return asked(field, conditions, values);
    }

    /** Days are kept as ISO dates, whose order as text is theirs. */
    private static Criterion day(CriterionField field, Days days) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<>();
        if (days.from() != null) {
            conditions.add("%s collate \"C\" >= ?");
            values.add(days.from().toString());
        }
        if (days.until() != null) {
            conditions.add("%s collate \"C\" < ?");
            values.add(days.until().toString());
        }
        return asked(field, conditions, values);
    }

    private static Criterion asked(CriterionField field, List<String> conditions, List<Object> compared) {
        var values = new ArrayList<>();
        compared.forEach(value -> {
            values.addAll(field.values());
            values.add(value);
        });
        var condition = "coalesce(" + String.join(" and ", conditions) + ", false)";
        return new Criterion(condition.replace("%s", field.sql()), values, field.isForgotten());
    }

    private static Criterion asked(CriterionField field, String condition, Object... compared) {
        var values = new ArrayList<>(field.values());
        values.addAll(List.of(compared));
        return new Criterion(condition.replace("%s", field.sql()), values, field.isForgotten());
    }

    private static Criterion negated(Comparison comparison, Criterion criterion) {
        return comparison == Comparison.IS_NOT || comparison == Comparison.CONTAINS_NOT
                ? new Criterion("not " + criterion.condition(), criterion.values(), criterion.isOfTheMoment())
                : criterion;
    }

    private static Optional<Long> id(String value) {
        return Optional.of(value).filter(text -> text.matches("[0-9]{1,18}")).map(Long::valueOf);
    }

    private static Optional<BigDecimal> number(String value) {
        return Optional.of(value)
                .filter(text -> text.matches("-?[0-9]{1,15}([.][0-9]{1,6})?"))
                .map(BigDecimal::new);
    }

    private static Optional<LocalDate> date(String value) {
        try {
            return value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? Optional.of(LocalDate.parse(value)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
