package leadhub.leads.lists;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import leadhub.base.Caller;
import leadhub.base.Folding;
import leadhub.base.Refusal;
import leadhub.conditions.Condition;
import leadhub.conditions.ConditionField;
import leadhub.conditions.Today;
import leadhub.leads.Visibility;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/**
 * Reads criteria from the address of a list: {@code field.1=source&is.1=contains&value.1=web&match=any}. One that isn't
 * filled in yet asks nothing; what can't be right is an error, never ignored.
 */
@Component
public class CriteriaReader {
    /** As many as a person can keep an eye on. */
    public static final int MOST = 20;

    private static final Pattern LINE = Pattern.compile("field[.]([1-9][0-9]?|[1-9](0[1-9]|[1-9][0-9]))");

    private final CriterionFields fields;
    private final Visibility visibility;
    private final Folding folding;
    private final Clock clock;

    CriteriaReader(CriterionFields fields, Visibility visibility, Folding folding, Clock clock) {
        this.visibility = visibility;
        this.fields = fields;
        this.folding = folding;
        this.clock = clock;
    }

    /** What is asked. */
    public Criteria read(Caller caller, QueryInput query, ZoneId zone) {
        return criteria(caller, rows(caller, query), query, Today.of(clock.instant(), zone));
    }

    private Criteria criteria(Caller caller, CriteriaRows rows, QueryInput query, Today today) {
        var criteria = new ArrayList<Criterion>();
        for (var row : rows.rows()) {
            var value = row.value();
            if (row.comparison().takesValue() && value.isEmpty()) {
                continue;
            }
            if (CriterionFields.isNobody(row)) {
                criteria.add(Criterion.nobodys(visibility.removed(caller), row.comparison()));
                continue;
            }
            Condition.of(row.field(), row.comparison(), value)
                    .map(condition -> Criterion.of(condition, folding, today))
                    .ifPresentOrElse(criteria::add, () -> query.reject("value." + row.number(), Refusal.of("in")));
        }
        var groups = rows.groups().stream()
                .map(group -> criteria(caller, group, query, today))
                .filter(group -> !group.isEmpty())
                .toList();
        return criteria.isEmpty() && groups.isEmpty() ? Criteria.NONE : new Criteria(rows.isAny(), criteria, groups);
    }

    /** What can be asked about. */
    public List<ConditionField> fields(Caller caller) {
        return fields.all(caller);
    }

    /** The lines of the form, as far as they have a field, and their groups. */
    public CriteriaRows rows(Caller caller, QueryInput query) {
        var known = fields.all(caller);
        var rows = numbers(query.names())
                .mapToObj(number -> row(known, query, number))
                .flatMap(Optional::stream)
                .toList();
        if (rows.size() > MOST) {
            var first = rows.get(MOST).number();
            query.reject("field." + first, Refusal.of("max.array").with("max", MOST));
        }
        return CriteriaRows.of(rows.stream().limit(MOST).toList(), query);
    }

    /** Those of the lines that are there, in their order. */
    public static IntStream numbers(Collection<String> names) {
        return names.stream()
                .filter(name -> LINE.matcher(name).matches())
                .mapToInt(name -> Integer.parseInt(name.substring(name.indexOf('.') + 1)))
                .distinct()
                .sorted();
    }

    private static Optional<CriterionRow> row(List<ConditionField> known, QueryInput query, int number) {
        var name = query.text("field." + number);
        if (name == null) {
            return Optional.empty();
        }
        var field = known.stream().filter(one -> one.name().equals(name)).findFirst();
        if (field.isEmpty()) {
            query.reject("field." + number, Refusal.of("in"));
            return Optional.empty();
        }
        var usual = field.get().kind().comparisons().getFirst();
        var word = query.text("is." + number);
        var comparison = word == null ? Optional.of(usual) : field.get().kind().comparison(word);
        if (comparison.isEmpty()) {
            query.reject("is." + number, Refusal.of("in"));
            return Optional.empty();
        }
        var value = query.value("value." + number).orElse("").strip();
        return Optional.of(CriterionRow.of(number, field.get(), comparison.get(), value));
    }
}
