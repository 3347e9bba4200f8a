package leadhub.leads.pages;

import java.util.List;
import leadhub.conditions.ConditionField;
import leadhub.leads.lists.CriterionFields;
import leadhub.leads.lists.CriterionRow;
import leadhub.panel.Visit;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Reads one line of the filter while it is being filled in: whatever doesn't go together starts anew. */
@Component
public class CriterionLines {
    private final CriterionFields fields;

    CriterionLines(CriterionFields fields) {
        this.fields = fields;
    }

    CriterionLine read(Visit visit) {
        return read(visit, fields.all(visit.caller()));
    }

    /** The same for other forms of conditions. @param known what can be asked about */
    public CriterionLine read(Visit visit, List<ConditionField> known) {
        var plain = CriterionNumbers.plain(visit.query(), visit.page().numbers());
        var query = new QueryInput(plain);
        var number = visit.asked("number")
                .filter(text -> text.matches("[1-9][0-9]?"))
                .map(Integer::valueOf)
                .orElseGet(() -> free(visit));
        var row = query.value("field." + number)
                .flatMap(name -> known.stream()
                        .filter(field -> field.name().equals(name))
                        .findFirst())
                .map(field -> row(query, number, field).typed(CriterionNumbers.typed(plain, number)));
        return new CriterionLine(number, row.orElse(null), known);
    }

    /** The number of a new line. */
    private static int free(Visit visit) {
        return visit.query().names().stream()
                        .filter(name -> name.matches("field[.][1-9][0-9]?"))
                        .mapToInt(name -> Integer.parseInt(name.substring("field.".length())))
                        .max()
                        .orElse(0)
                + 1;
    }

    private static CriterionRow row(QueryInput query, int number, ConditionField field) {
        var comparison = query.value("is." + number)
                .flatMap(word -> field.kind().comparison(word))
                .orElse(field.kind().comparisons().getFirst());
        return CriterionRow.of(
                number, field, comparison, query.value("value." + number).orElse(""));
    }
}
