package leadhub.leads.lists;

import leadhub.leads.texts.Identity;
import org.jspecify.annotations.Nullable;

/**
 * The e-mail and the phone that leads are asked for, by what they are matched by; null asks nothing.
 *
 * @param phoneE164 {@code ""}, which no lead has, where the number that is asked for is no valid one
 */
record LeadIdentity(@Nullable String emailKey, @Nullable String phoneE164) {
    static final LeadIdentity ANY = new LeadIdentity(null, null);

    /** As they were sent. */
    static LeadIdentity of(@Nullable String email, @Nullable String phone, String defaultCountry) {
        var number = Identity.phoneE164(phone, defaultCountry);
        return new LeadIdentity(Identity.emailKey(email), phone != null && number == null ? "" : number);
    }

    boolean isAsked() {
        return emailKey != null || phoneE164 != null;
    }
}
