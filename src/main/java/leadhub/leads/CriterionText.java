package leadhub.leads;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Folding;
import leadhub.conditions.Comparison;
import leadhub.conditions.Condition;
import leadhub.conditions.Today;
import leadhub.conditions.ValueKind;
import leadhub.conditions.Values;

/**
 * What a condition asks of one text, as SQL.
 *
 * @param sql {@code %s} stands for the text
 * @param isOfWhatIsOn whether a box that isn't checked says no to it
 */
record CriterionText(String sql, List<Object> values, boolean isOfWhatIsOn) {
    /** Takes accents off before case: PostgreSQL is a third slower the other way round, for ten letters of phoneticians. */
    private static final String FOLDED = "lower(unaccent(%s))";

    private static final String AS_NUMBER = "(case when length(%%s) <= %d and %%s ~ '%s' then (%%s)::numeric end)"
            .formatted(Values.MOST_DIGITS, Values.NUMBER);
    private static final String AS_DAY =
            "(case when %%s ~ '%s' then left(%%s, 10) end collate \"C\")".formatted(Values.DAY);

    static CriterionText of(Condition condition, Folding folding, Today today) {
        var comparison = condition.comparison().affirmed();
        var value = condition.value();
        return switch (comparison) {
            case PRESENT -> new CriterionText("btrim(%s, ?) <> ''", List.of(Values.BLANKS), true);
            case CONTAINS -> {
                var wanted = folding.fold(value);
                yield asked(folded(wanted) + " like ?", "%" + SearchText.escaped(wanted) + "%");
            }
            case EQUALS ->
                switch (condition.field().kind()) {
                    case YES_NO -> asked("%s in ('true', '1')");
                    case TIME, DAY -> days(condition, today);
                    case TEXT, CHOICE, OPTIONAL_CHOICE, CHOICES, WORDS, NUMBER -> equal(folding.fold(value), value);
                };
            case GREATER, LESS ->
                condition.field().kind() == ValueKind.DAY ? days(condition, today) : compared(comparison, value);
            case LAST, OLDER, NEXT -> days(condition, today);
            case NOT_EQUALS, NOT_CONTAINS, ABSENT -> throw new IllegalStateException("It has been affirmed.");
        };
    }

    private static CriterionText asked(String sql, Object... values) {
        return new CriterionText(sql, List.of(values), false);
    }

    /** A sigma is written differently at the end of a word; who doesn't ask for one needn't wait for it. */
    private static String folded(String wanted) {
        return wanted.indexOf('\u03c3') < 0 ? FOLDED : "replace(" + FOLDED + ", '\u03c2', '\u03c3')";
    }

    private static CriterionText equal(String wanted, String value) {
        var number = Values.number(value);
        var same = folded(wanted) + " = ?";
        return number == null ? asked(same, wanted) : asked("(" + same + " or " + AS_NUMBER + " = ?)", wanted, number);
    }

    private static CriterionText compared(Comparison comparison, String value) {
        BigDecimal number = Values.number(value);
        var sign = Criterion.sign(comparison) + "?";
        return number == null ? asked(AS_DAY + sign, value) : asked(AS_NUMBER + sign, number);
    }

    private static CriterionText days(Condition condition, Today today) {
        var days = condition.days(today).orElseThrow();
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        if (days.firstText() != null) {
            conditions.add(AS_DAY + " >= ?");
            values.add(days.firstText());
        }
        if (days.lastText() != null) {
            conditions.add(AS_DAY + " <= ?");
            values.add(days.lastText());
        }
        return new CriterionText(String.join(" and ", conditions), values, false);
    }

    /** Asked of a column. */
    String of(String column) {
        return sql.replace("%s", column);
    }

    /** Asked of a JSON value that is a text, a number, true or false. */
    String ofJson(String json) {
        var asked = of("(" + json + " #>> '{}')");
        return isOfWhatIsOn ? "(" + json + " <> 'false' and " + asked + ")" : "(" + asked + ")";
    }
}
