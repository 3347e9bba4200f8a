package leadhub.leads;

import java.util.List;
import leadhub.base.Caller;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ConditionFields;
import org.springframework.stereotype.Component;

/** The fields that lists of leads can be asked about: all, but tags go by what they are, not by their names. */
@Component
class CriterionFields {
    private final ConditionFields fields;

    CriterionFields(ConditionFields fields) {
        this.fields = fields;
    }

    List<ConditionField> all(Caller caller) {
        return fields.all(caller).stream()
                .filter(field -> !field.name().equals("tags"))
                .toList();
    }
}
