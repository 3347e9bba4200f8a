package leadhub.webhooks.pages;

import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.webhooks.WebhookEvents;
import leadhub.webhooks.WebhookSamples;
import org.springframework.stereotype.Component;

/** What each event looks like, and how a receiver checks that it comes from here. */
@Component
class SamplePages implements PageRoutes.Provider {
    private final WebhookSamples samples;

    SamplePages(WebhookSamples samples) {
        this.samples = samples;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(WebhookPages.ALL + "/samples", Role.ADMIN, this::show);
    }

    private Reply show(Visit visit) {
        var event = visit.asked("event").filter(WebhookEvents.ALL::contains).orElse(WebhookEvents.ALL.getFirst());
        var sample = DeliveryScreen.pretty(Json.write(samples.of(event).getFirst()));
        return Reply.page("webhooks/samples.jte", new SampleScreen(event, sample));
    }
}
