package leadhub.leads.pages;

import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.conditions.Values;
import leadhub.leads.lists.CriterionRow;
import leadhub.panel.Page;

/** Says in the reader's language what a line of the filter asks. */
public final class CriterionWords {
    private CriterionWords() {}

    /** "Deal value is less than 500". */
    public static String of(Page page, CriterionRow row) {
        var field = row.field();
        var name = field.custom() == null
                ? page.say(field.message())
                : field.custom().label();
        var days = row.comparison().movesWithTime() ? page.say("criteria.days") : "";
        return Stream.of(name, page.say(field.kind().message(row.comparison())), value(page, row), days)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String value(Page page, CriterionRow row) {
        if (!row.comparison().takesValue()) {
            return "";
        }
        if (!row.typed().isEmpty()) {
            return row.typed();
        }
        var value = row.value();
        var choice = row.field().choices().stream()
                .filter(one -> one.value().equals(value))
                .findFirst();
        if (choice.isPresent()) {
            var word = choice.get().word();
            var label = choice.get().label();
            return word.isEmpty()
                    ? Objects.requireNonNullElse(label, value)
                    : label == null ? page.say(word) : page.say(word, label);
        }
        if (row.field().kind().isInTime() && Values.isDay(value)) {
            return page.date(LocalDate.parse(value));
        }
        return row.field().takesNumber(row.comparison()) ? page.numberIn(value) : value;
    }
}
