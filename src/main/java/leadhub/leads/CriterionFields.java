package leadhub.leads;

import java.util.List;
import leadhub.base.Caller;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ConditionField.Choice;
import leadhub.conditions.ConditionFields;
import org.springframework.stereotype.Component;

/** The fields that lists of leads can be asked about: all, but tags go by what they are, not by their names, and an owner can be nobody. */
@Component
class CriterionFields {
    private static final String OWNER = "assigned_user_id";
    private static final Choice NOBODY = Choice.worded(LeadQuery.NOBODY, "leads.nobody-active");

    private final ConditionFields fields;

    CriterionFields(ConditionFields fields) {
        this.fields = fields;
    }

    List<ConditionField> all(Caller caller) {
        return fields.all(caller).stream()
                .filter(field -> !field.name().equals("tags"))
                .map(field -> field.name().equals(OWNER) ? field.orOf(NOBODY) : field)
                .toList();
    }

    /** Whether a line asks for leads that nobody looks after. */
    static boolean isNobody(CriterionRow row) {
        return row.field().name().equals(OWNER) && row.value().equals(NOBODY.value());
    }
}
