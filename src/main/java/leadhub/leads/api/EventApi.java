package leadhub.leads.api;

import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.AnswerBudget;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.events.EventFeed;
import leadhub.events.EventId;
import leadhub.events.EventPage;
import leadhub.events.PublicEvent;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.util.RawValue;

/** What happened to leads, to be read on from any event; in the bodies that webhooks send. */
@Component
class EventApi implements Routes.Provider {
    private final EventFeed feed;
    private final EventBody bodies;

    EventApi(EventFeed feed, EventBody bodies) {
        this.feed = feed;
        this.bodies = bodies;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.alsoNeeding(
                Scope.READ_LEADS, lines -> lines.get("/api/v1/events", Scope.READ_INTEGRATIONS, this::list));
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var perPage = Paging.perPage(query);
        var text = query.text("after");
        query.errors().check();
        var page = page(exchange.caller(), text, perPage);
        if (page.bytes() <= AnswerBudget.USUAL) {
            return Answer.ok(listed(exchange.caller(), page, page.all()));
        }
        return Answer.ok((Answer.Streamed) (lease, json) -> {
            lease.resize(page.bytesAtOnce());
            json.accept(listed(exchange.caller(), page, page.events()));
        });
    }

    private EventPage page(Caller caller, @Nullable String after, int perPage) {
        if (after == null) {
            return feed.after(caller, null, perPage).orElseThrow();
        }
        return EventId.of(after)
                .flatMap(id -> feed.after(caller, id, perPage))
                .orElseThrow(() -> Problem.invalid("after", Refusal.of("in")).exception());
    }

    private Listed listed(Caller caller, EventPage page, Iterable<PublicEvent> events) {
        Iterable<RawValue> data = () -> StreamSupport.stream(events.spliterator(), false)
                .map(event -> new RawValue(new String(bodies.of(caller, event), StandardCharsets.UTF_8)))
                .iterator();
        var next = page.next();
        return new Listed(data, new Meta(next == null ? null : next.text(), page.hasMore()));
    }

    record Listed(Iterable<RawValue> data, Meta meta) {}

    record Meta(@Nullable String nextAfter, boolean hasMore) {}
}
