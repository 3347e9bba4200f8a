package leadhub.integrations.facebook;

import leadhub.integrations.meta.MetaLeadForm;
import org.springframework.stereotype.Component;

/** Lead forms on Facebook. */
@Component
final class Facebook extends MetaLeadForm {
    Facebook() {
        super(
                new About(
                        "facebook",
                        "Facebook",
                        Category.LEAD_SOURCE,
                        Status.FROM_DOCUMENTS,
                        "Lead ads of a Facebook page: each lead within seconds, and those from before. Leads of Instagram come along unless that is connected too."));
    }
}
