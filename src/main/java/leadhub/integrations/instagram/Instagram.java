package leadhub.integrations.instagram;

import leadhub.integrations.meta.MetaLeadForm;
import org.springframework.stereotype.Component;

/** Lead forms on Instagram. */
@Component
final class Instagram extends MetaLeadForm {
    Instagram() {
        super(new About("instagram", "Instagram", Category.LEAD_SOURCE, Status.FROM_DOCUMENTS));
    }
}
