package leadhub.integrations.facebook;

import leadhub.integrations.meta.MetaLeadForm;
import org.springframework.stereotype.Component;

/** Lead forms on Facebook. */
@Component
final class Facebook extends MetaLeadForm {
    Facebook() {
        super(new About("facebook", "Facebook", Category.LEAD_SOURCE, Status.FROM_DOCUMENTS));
    }
}
