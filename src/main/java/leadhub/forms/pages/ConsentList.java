package leadhub.forms.pages;

import java.util.List;
import leadhub.forms.submissions.GivenConsent;

/** The model of what a lead agreed to. */
public record ConsentList(long leadId, List<GivenConsent> consents) {
    /** Where the button sends that one no longer holds. */
    public String withdraw(GivenConsent consent) {
        return "/leads/" + leadId + "/consents/" + consent.submission().formId() + "/"
                + consent.submission().id() + "/" + consent.key() + "/withdraw";
    }
}
