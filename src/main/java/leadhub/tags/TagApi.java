package leadhub.tags;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.Forced;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Page;
import leadhub.web.input.Colors;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Tags in the LeadHub dialect. */
@Component
class TagApi implements Routes.Provider {
    private final Tags tags;
    private final TaggedLeads leads;

    TagApi(Tags tags, TaggedLeads leads) {
        this.tags = tags;
        this.leads = leads;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/tags", Scope.READ_TAGS, this::list)
                .post("/api/v1/tags", Scope.WRITE_TAGS, this::create)
                .get("/api/v1/tags/{id}", Scope.READ_TAGS, this::show)
                .update("/api/v1/tags/{id}", Scope.WRITE_TAGS, this::change, this::current)
                .delete("/api/v1/tags/{id}", Scope.WRITE_TAGS, this::delete, this::current);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = tags.list(exchange.caller(), paging.slice());
        var counts = leads.countByTag(
                exchange.caller(), page.items().stream().map(Tag::id).toList());
        return Envelope.page(
                exchange,
                paging,
                new Page<>(page.items().stream().map(tag -> view(tag, counts)).toList(), page.total()));
    }

    private Answer show(Exchange exchange) {
        return Answer.ok(one(exchange, tags.get(exchange.caller(), exchange.id(0))));
    }

    private Answer current(Exchange exchange) {
        return Answer.ok(one(exchange, tags.lock(exchange.caller(), exchange.id(0))));
    }

    private Answer create(Exchange exchange) {
        var input = new Input(exchange.body());
        var name = input.solidText("name", Tag.MOST_CHARACTERS);
        var color = Colors.read(input, "color");
        input.require("name");
        input.errors().check();
        var tag = tags.create(exchange.caller(), new NewTag(name.over(""), color.over(Colors.USUAL)));
        return Answer.created(exchange.origin() + "/api/v1/tags/" + tag.id(), one(exchange, tag));
    }

    private Answer change(Exchange exchange) {
        tags.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        var name = input.solidText("name", Tag.MOST_CHARACTERS);
        var color = Colors.read(input, "color");
        input.errors().check();
        var change = new TagChange(name, color);
        return Answer.ok(one(exchange, tags.change(exchange.caller(), exchange.id(0), change)));
    }

    private Answer delete(Exchange exchange) {
        tags.delete(exchange.caller(), exchange.id(0), Forced.by(exchange));
        return Answer.noContent();
    }

    private Envelope.One<View> one(Exchange exchange, Tag tag) {
        return new Envelope.One<>(view(tag, leads.countByTag(exchange.caller(), List.of(tag.id()))));
    }

    private static View view(Tag tag, Map<Long, Long> counts) {
        return new View(
                tag.id(), tag.name(), tag.color(), counts.getOrDefault(tag.id(), 0L), tag.createdAt(), tag.updatedAt());
    }

    /** A tag in the format of the reference. */
    record View(long id, String name, String color, long leadsCount, Instant createdAt, Instant updatedAt) {}
}
