package leadhub.webhooks.pages;

import java.time.Duration;
import java.util.List;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.webhooks.Webhooks;
import org.springframework.stereotype.Component;

/** The secret of a webhook: another one in its place, and the end of the one before. */
@Component
class SecretPages implements PageRoutes.Provider {
    /** How long both may sign, in hours: not at all, an hour, a day, three days, a week. */
    static final List<Integer> OVERLAPS = List.of(0, 1, 24, 72, 168);

    static final int USUAL_OVERLAP = 24;

    private final Webhooks webhooks;

    SecretPages(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.postProven(WebhookPages.ONE + "/rotate", Role.ADMIN, this::rotate)
                .postProven(WebhookPages.ONE + "/end-overlap", Role.ADMIN, this::endOverlap);
    }

    private Reply rotate(Visit visit) {
        var webhook = webhooks.get(visit.caller(), visit.id(0));
        var hours = OVERLAPS.stream()
                .filter(one -> Integer.toString(one).equals(visit.field("overlap_hours")))
                .findFirst()
                .orElseThrow(
                        () -> Problem.invalid("overlap_hours", Refusal.of("in")).exception());
        var made = webhooks.rotate(visit.caller(), webhook.id(), null, Duration.ofHours(hours));
        // No redirect, because the secret is shown on this page only.
        return Reply.page("webhooks/secret.jte", new MadeSecret(made.webhook(), made.secret(), false))
                .once(WebhookPages.path(webhook), "webhooks.rotated-already");
    }

    private Reply endOverlap(Visit visit) {
        var webhook = webhooks.get(visit.caller(), visit.id(0));
        webhooks.endOverlap(visit.caller(), webhook.id());
        return Reply.redirect(WebhookPages.path(webhook)).saying("webhooks.overlap-ended");
    }
}
