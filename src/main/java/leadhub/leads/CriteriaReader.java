package leadhub.leads;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import leadhub.api.QueryInput;
import leadhub.base.Caller;
import org.springframework.stereotype.Component;

/**
 * Reads criteria from the address of a list: {@code field.1=source&is.1=contains&value.1=web&match=any}. One that isn't
 * filled in yet asks nothing; what can't be right is an error, never ignored.
 */
@Component
class CriteriaReader {
    /** As many as a person can keep an eye on. */
    static final int MOST = 20;

    private final CriterionFields fields;
    private final Clock clock;

    CriteriaReader(CriterionFields fields, Clock clock) {
        this.fields = fields;
        this.clock = clock;
    }

    /** What is asked. */
    Criteria read(Caller caller, QueryInput query, ZoneId zone) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var criteria = new ArrayList<Criterion>();
        for (var row : rows(caller, query)) {
            var value = row.value();
            if (row.comparison().takesValue() && value.isEmpty()) {
                continue;
            }
            Criterion.of(row.field(), row.comparison(), value, today, zone)
                    .ifPresentOrElse(
                            criteria::add,
                            () -> query.reject("value." + row.number(), "The selected value is invalid."));
        }
        var isAny =
                Optional.ofNullable(query.text("match")).filter("any"::equals).isPresent();
        return criteria.isEmpty() ? Criteria.NONE : new Criteria(isAny, criteria);
    }

    /** The lines of the form, as far as they have a field. */
    List<CriterionRow> rows(Caller caller, QueryInput query) {
        var known = fields.all(caller);
        return IntStream.rangeClosed(1, MOST)
                .mapToObj(number -> row(known, query, number))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<CriterionRow> row(List<CriterionField> known, QueryInput query, int number) {
        var name = query.text("field." + number);
        if (name == null) {
            return Optional.empty();
        }
        var field = known.stream().filter(one -> one.name().equals(name)).findFirst();
        if (field.isEmpty()) {
            query.reject("field." + number, "The selected field is invalid.");
            return Optional.empty();
        }
        var usual = field.get().kind().comparisons().getFirst();
        var word = query.text("is." + number);
        var comparison = word == null ? Optional.of(usual) : field.get().kind().comparison(word);
        if (comparison.isEmpty()) {
            query.reject("is." + number, "The selected comparison is invalid.");
            return Optional.empty();
        }
        var value = query.value("value." + number).orElse("").strip();
        return Optional.of(new CriterionRow(number, field.get(), comparison.get(), value));
    }
}
