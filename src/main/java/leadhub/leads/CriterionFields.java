package leadhub.leads;

import java.util.ArrayList;
import java.util.List;
import leadhub.base.Caller;
import leadhub.fields.Fields;
import org.springframework.stereotype.Component;

/** The fields that a workspace's leads can be asked about. */
@Component
class CriterionFields {

    private final Fields fields;

    CriterionFields(Fields fields) {
        this.fields = fields;
    }

    List<CriterionField> all(Caller caller) {
        var all = new ArrayList<>(CriterionField.OF_ALL_LEADS);
        fields.all(caller).forEach(field -> all.add(CriterionField.of(field)));
        return all;
    }
}
