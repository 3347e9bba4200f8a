package leadhub.integrations.youtube;

import leadhub.integrations.google.GoogleLeadForm;
import org.springframework.stereotype.Component;

/** Lead forms on YouTube. */
@Component
final class YouTube extends GoogleLeadForm {
    YouTube() {
        super(new About("youtube", "YouTube", Category.LEAD_SOURCE, Status.FROM_DOCUMENTS));
    }
}
