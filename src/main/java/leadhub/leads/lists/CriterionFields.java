package leadhub.leads.lists;

import java.util.List;
import leadhub.base.Caller;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ConditionField.Choice;
import leadhub.conditions.ConditionFields;
import org.springframework.stereotype.Component;

/** The fields that lists of leads can be asked about: all, but tags go by what they are, not by their names, and an owner can be nobody. */
@Component
public class CriterionFields {
    private static final String OWNER = "assigned_user_id";
    /** Stands in place of an owner: there is none, or none any more. */
    public static final String NOBODY = "nobody";

    private static final Choice OF_NOBODY = Choice.worded(NOBODY, "leads.nobody-active");

    private final ConditionFields fields;

    CriterionFields(ConditionFields fields) {
        this.fields = fields;
    }

    public List<ConditionField> all(Caller caller) {
        return fields.all(caller).stream()
                .filter(field -> !field.name().equals("tags"))
                .map(field -> field.name().equals(OWNER) ? field.orOf(OF_NOBODY) : field)
                .toList();
    }

    /** Whether a line asks for leads that nobody looks after. */
    public static boolean isNobody(CriterionRow row) {
        return row.field().name().equals(OWNER) && row.value().equals(NOBODY);
    }
}
