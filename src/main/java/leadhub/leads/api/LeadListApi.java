package leadhub.leads.api;

import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.ReadOn;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.leads.lists.LeadFilterReader;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.lists.LeadPosition;
import leadhub.leads.lists.LeadSort;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of leads in the LeadHub dialect: by pages, or read on by a cursor. */
@Component
class LeadListApi implements Routes.Provider {
    private static final String CURSOR = "cursor";

    private final LeadLists lists;
    private final LeadFilterReader filters;
    private final LeadCursors cursors;
    private final LeadShapes shapes;

    LeadListApi(LeadLists lists, LeadFilterReader filters, LeadCursors cursors, LeadShapes shapes) {
        this.lists = lists;
        this.filters = filters;
        this.cursors = cursors;
        this.shapes = shapes;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/leads", Scope.READ_LEADS, this::list);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        // An empty one is where the list begins.
        if (exchange.query().raw(CURSOR).isPresent() || exchange.query().isList(CURSOR)) {
            return readOn(exchange, query);
        }
        var paging = Paging.of(query);
        var list = read(exchange, query, paging.slice());
        var shape = shapes.read(query);
        query.errors().check();
        var found = lists.list(exchange.caller(), list);
        return shapes.page(exchange.caller(), shape, found, page -> Envelope.many(exchange, paging, page));
    }

    private Answer readOn(Exchange exchange, QueryInput query) {
        var perPage = Paging.perPage(query);
        var list = read(exchange, query, new Slice(0, perPage));
        var after = position(exchange, query, list);
        var shape = shapes.read(query);
        query.errors().check();
        var found = lists.from(exchange.caller(), list, after);
        return shapes.page(exchange.caller(), shape, found.leads(), page -> {
            var next = found.next().get();
            var cursor = next == null ? null : cursors.write(exchange, list, next);
            return ReadOn.of(exchange, perPage, page, cursor);
        });
    }

    private LeadList read(Exchange exchange, QueryInput query, Slice slice) {
        var filter = filters.read(exchange.caller(), query);
        var sort = query.choice("sort", LeadSort.class, LeadSort.CREATED_AT);
        var direction = query.choice("direction", LeadSort.Direction.class, LeadSort.Direction.DESC);
        return new LeadList(filter, sort, direction, slice);
    }

    private @Nullable LeadPosition position(Exchange exchange, QueryInput query, LeadList list) {
        var cursor = query.text(CURSOR);
        if (cursor == null) {
            return null;
        }
        var position = cursors.read(exchange, list, cursor);
        if (position.isEmpty()) {
            query.reject(CURSOR, Refusal.of("in"));
        }
        return position.orElse(null);
    }
}
