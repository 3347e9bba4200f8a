package leadhub.bulk;

import java.util.Map;
import leadhub.actions.ActionConfig;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.leads.lists.LeadFilterBody;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Bulk changes in the LeadHub dialect. */
@Component
class BulkChangeApi implements Routes.Provider {
    private static final String ALL = "/api/v1/leads/bulk-changes";
    private static final String ONE = ALL + "/{id}";
    private static final String ACTION = "action";
    private static final String CONFIG = "config";

    private final BulkChanges changes;
    private final LeadFilterBody filters;

    BulkChangeApi(BulkChanges changes, LeadFilterBody filters) {
        this.changes = changes;
        this.filters = filters;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ALL, Scope.READ_LEADS, this::list)
                .post(ALL, Scope.WRITE_LEADS, this::start)
                .get(ONE, Scope.READ_LEADS, this::show)
                .post(ONE + "/undo", Scope.WRITE_LEADS, this::undo)
                .post(ONE + "/stop", Scope.WRITE_LEADS, this::stop);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var caller = exchange.caller();
        return Envelope.page(
                exchange, paging, changes.list(caller, paging.slice()).map(line -> BulkView.of(caller, line)));
    }

    private Answer start(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var createsTags = Boolean.TRUE.equals(query.bool("create_tags"));
        var body = new Input(exchange.body());
        body.errors().addAll(query.errors().byField());
        var action = action(exchange, body);
        body.require("filter");
        var sent = filters.read(exchange.caller(), body);
        var picked = new LeadSelection.Matching(sent.filter(), sent.members());
        var config = body.object(CONFIG).over(null);
        if (action == null || body.errors().has(CONFIG)) {
            body.errors().check();
        }
        var given = new ActionConfig(config == null ? Json.MAPPER.createObjectNode() : config);
        var wanted = new NewBulkChange(action == null ? "" : action, given, key -> CONFIG + "." + key, createsTags);
        return accepted(exchange, changes.start(exchange.caller(), wanted, picked, body.errors()));
    }

    /** Null, and an error, where many leads can't take it; refused at once where the key may not do it. */
    private @Nullable String action(Exchange exchange, Input body) {
        body.require(ACTION);
        var action = body.text(ACTION, 255).over(null);
        if (action == null) {
            return null;
        }
        var kind = changes.kind(action);
        kind.ifPresent(one -> changes.require(exchange.caller(), one));
        return kind.isPresent() ? action : body.reject(ACTION, Refusal.of("in"));
    }

    private Answer show(Exchange exchange) {
        return Answer.ok(view(exchange, exchange.id(0)));
    }

    private Answer undo(Exchange exchange) {
        return accepted(exchange, changes.undo(exchange.caller(), known(exchange)));
    }

    private Answer stop(Exchange exchange) {
        return accepted(exchange, changes.stopOpen(exchange.caller(), known(exchange)));
    }

    /** Its id, where there is one, and nothing in the body that isn't JSON. */
    private long known(Exchange exchange) {
        var id = changes.get(exchange.caller(), exchange.id(0)).id();
        new Input(exchange.body());
        return id;
    }

    private Answer accepted(Exchange exchange, BulkChange change) {
        return new Answer(202, Map.of(), view(exchange, change.id()));
    }

    private Envelope.One<BulkView> view(Exchange exchange, long id) {
        return new Envelope.One<>(BulkView.of(exchange.caller(), changes.line(exchange.caller(), id)));
    }
}
