package leadhub.leads.lists;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Folding;
import leadhub.conditions.Comparison;
import leadhub.conditions.Condition;
import leadhub.conditions.Today;
import leadhub.conditions.ValueKind;
import leadhub.conditions.Values;
import leadhub.leads.texts.SearchText;

/**
 * What a condition asks of one text, as SQL.
 *
 * @param sql {@code %s} stands for the text
 * @param isOfFolded whether the text is to be the folded one
 * @param isOfWhatIsOn whether a box that isn't checked says no to it
 */
record CriterionText(String sql, List<Object> values, boolean isOfFolded, boolean isOfWhatIsOn) {
    /** What of a text isn't stored folded differs from it by ASCII's case only; what is, doesn't. */
    static final String LOWER = "lower(%s collate \"C\")";

    private static final String AS_NUMBER = "(case when length(%%s) <= %d and %%s ~ '%s' then (%%s)::numeric end)"
            .formatted(Values.MOST_DIGITS, Values.NUMBER);
    private static final String AS_DAY =
            "(case when %%s ~ '%s' then left(%%s, 10) end collate \"C\")".formatted(Values.DAY);

    /** Any of which will do. */
    static List<CriterionText> of(Condition condition, Folding folding, Today today) {
        var comparison = condition.comparison().affirmed();
        var value = condition.value();
        return switch (comparison) {
            case PRESENT -> List.of(new CriterionText("btrim(%s, ?) <> ''", List.of(Values.BLANKS), false, true));
            case CONTAINS -> List.of(folded(" like ?", "%" + SearchText.escaped(folding.fold(value)) + "%"));
            case EQUALS ->
                switch (condition.field().kind()) {
                    case YES_NO -> List.of(asked("%s in ('true', '1')"));
                    case TIME, DAY -> List.of(days(condition, today));
                    case TEXT, CHOICE, OPTIONAL_CHOICE, CHOICES, WORDS, NUMBER -> equal(folding.fold(value), value);
                };
            case GREATER, LESS ->
                List.of(
                        condition.field().kind() == ValueKind.DAY
                                ? days(condition, today)
                                : compared(comparison, value));
            case LAST, OLDER, NEXT -> List.of(days(condition, today));
            case NOT_EQUALS, NOT_CONTAINS, ABSENT -> throw new IllegalStateException("It has been affirmed.");
        };
    }

    private static CriterionText asked(String sql, Object... values) {
        return new CriterionText(sql, List.of(values), false, false);
    }

    private static CriterionText folded(String comparison, String wanted) {
        return new CriterionText(LOWER + comparison, List.of(wanted), true, false);
    }

    private static List<CriterionText> equal(String wanted, String value) {
        var number = Values.number(value);
        var same = folded(" = ?", wanted);
        return number == null ? List.of(same) : List.of(same, asked(AS_NUMBER + " = ?", number));
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
        return new CriterionText(String.join(" and ", conditions), values, false, false);
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
