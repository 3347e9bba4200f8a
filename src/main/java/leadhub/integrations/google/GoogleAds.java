package leadhub.integrations.google;

import org.springframework.stereotype.Component;

/** Lead forms of Google Ads. */
@Component
final class GoogleAds extends GoogleLeadForm {
    GoogleAds() {
        super(new About("google_ads", "Google Ads", Category.LEAD_SOURCE, Status.FROM_DOCUMENTS));
    }
}
