package leadhub.emails.sending;

import leadhub.site.SiteAnswer;
import leadhub.site.SiteCall;
import leadhub.site.SiteRoutes;
import leadhub.site.SiteTerms;
import org.springframework.stereotype.Component;

/**
 * Where links in emails lead. Mail programs post there without a person (RFC 8058); what merely looks, as scanners of mail
 * do, is shown a page and ends nothing.
 */
@Component
class UnsubscribeSite implements SiteRoutes.Provider {
    /** {@code List-Unsubscribe=One-Click}, and whatever mail programs add. */
    private static final int MOST_BYTES = 4 * 1024;

    private static final String PAGE = "emails/unsubscribe.jte";

    private final Unsubscribing unsubscribing;

    UnsubscribeSite(Unsubscribing unsubscribing) {
        this.unsubscribing = unsubscribing;
    }

    @Override
    public void declare(SiteRoutes routes) {
        routes.get("/unsubscribe/{token}", call -> SiteTerms.USUAL, this::show)
                .post("/unsubscribe/{token}", call -> SiteTerms.USUAL, MOST_BYTES, this::unsubscribe);
    }

    private SiteAnswer show(SiteCall call) {
        return SiteAnswer.page(PAGE, unsubscribing.offer(call.text(0)));
    }

    private SiteAnswer unsubscribe(SiteCall call) {
        return SiteAnswer.page(PAGE, unsubscribing.unsubscribe(call.text(0)));
    }
}
