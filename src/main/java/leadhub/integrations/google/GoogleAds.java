package leadhub.integrations.google;

import org.springframework.stereotype.Component;

/** Lead forms of Google Ads. */
@Component
final class GoogleAds extends GoogleLeadForm {
    GoogleAds() {
        super(
                new About(
                        "google_ads",
                        "Google Ads",
                        Category.LEAD_SOURCE,
                        Status.FROM_DOCUMENTS,
                        "Lead forms of Search, Performance Max, Discovery and Display: paste the URL and the key into the form's webhook settings."));
    }
}
