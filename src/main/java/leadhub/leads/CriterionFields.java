package leadhub.leads;

import java.util.List;
import leadhub.base.Caller;
import org.springframework.stereotype.Component;

/** The fields that a workspace's leads can be asked about. */
@Component
class CriterionFields {

    List<CriterionField> all(Caller caller) {
        return CriterionField.OF_ALL_LEADS;
    }
}
