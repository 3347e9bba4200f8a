package leadhub.leads.pages;

import java.util.List;
import java.util.Optional;
import leadhub.conditions.ConditionField;
import leadhub.leads.lists.CriteriaRows;
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
        var above = visit.asked("above").filter(text -> text.matches("[1-9]00")).map(Integer::valueOf);
        return read(visit, fields.all(visit.caller()), above.orElse(0));
    }

    /** The same for other forms of conditions. @param known what can be asked about */
    public CriterionLine read(Visit visit, List<ConditionField> known) {
        return read(visit, known, 0);
    }

    /** The same for forms with several lists of conditions. @param above the numbers of this one's lines are higher */
    public CriterionLine read(Visit visit, List<ConditionField> known, int above) {
        var plain = CriterionNumbers.plain(visit.query(), visit.page().numbers());
        var query = new QueryInput(plain);
        var number = visit.asked("number")
                .filter(text -> text.matches("[1-9][0-9]{0,4}"))
                .map(Integer::valueOf)
                .orElseGet(() -> free(visit, above));
        var row = query.value("field." + number)
                .flatMap(name -> known.stream()
                        .filter(field -> field.name().equals(name))
                        .findFirst())
                .map(field -> row(query, number, field).typed(CriterionNumbers.typed(plain, number)));
        return new CriterionLine(number, row.orElse(null), known);
    }

    /** A new group; empty where there may be no more. @param form what is asked already */
    Optional<CriterionGroup> group(Visit visit, LeadFilterForm form) {
        var in = visit.asked("within")
                .filter(text -> text.matches("[1-9]"))
                .map(Integer::valueOf)
                .orElse(0);
        var taken = visit.query().names().stream()
                .filter(name -> name.matches("in[.][1-9]"))
                .mapToInt(name -> Integer.parseInt(name.substring("in.".length())))
                .max()
                .orElse(0);
        var number = taken + 1;
        return number > CriteriaRows.MOST_GROUPS
                ? Optional.empty()
                : Optional.of(new CriterionGroup(
                        new CriteriaRows(number, false, List.of(), List.of()), in, in == 0 ? 2 : 3, form));
    }

    /** The number of a new line in its list. */
    static int free(Visit visit, int above) {
        return visit.query().names().stream()
                        .filter(name -> name.matches("(field|kept)[.][1-9][0-9]{0,4}"))
                        .mapToInt(name -> Integer.parseInt(name.substring(name.indexOf('.') + 1)))
                        .filter(number -> number > above && number < above + CriteriaRows.EACH)
                        .max()
                        .orElse(above)
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
