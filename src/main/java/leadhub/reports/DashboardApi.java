package leadhub.reports;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Change;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Dashboards in the LeadHub dialect: programs see and change those that are shared. */
@Component
class DashboardApi implements Routes.Provider {
    private static final String ALL = "/api/v1/dashboards";
    private static final String ONE = ALL + "/{id}";
    private static final String TILES = "tiles";

    private final Dashboards dashboards;
    private final TileReader tiles;
    private final Workspaces workspaces;

    DashboardApi(Dashboards dashboards, TileReader tiles, Workspaces workspaces) {
        this.dashboards = dashboards;
        this.tiles = tiles;
        this.workspaces = workspaces;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ALL, Scope.READ_LEADS, this::list)
                .post(ALL, Scope.WRITE_LEADS, this::create)
                .get(ONE, Scope.READ_LEADS, this::show)
                .update(ONE, Scope.WRITE_LEADS, this::change, this::current)
                .delete(ONE, Scope.WRITE_LEADS, this::delete, this::current);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        return Envelope.page(
                exchange,
                paging,
                dashboards.list(exchange.caller(), paging.slice()).map(View::of));
    }

    private Answer show(Exchange exchange) {
        return Answer.ok(one(dashboards.get(exchange.caller(), exchange.id(0))));
    }

    private Answer current(Exchange exchange) {
        return Answer.ok(one(dashboards.hold(exchange.caller(), exchange.id(0))));
    }

    private Answer create(Exchange exchange) {
        var input = new Input(exchange.body());
        var change = read(exchange, input);
        input.require("name");
        input.errors().check();
        var dashboard = dashboards.create(
                exchange.caller(),
                change.name().over(""),
                change.isShared().over(true),
                change.tiles().over(List.of()));
        return Answer.created(exchange.origin() + ALL + "/" + dashboard.id(), one(dashboard));
    }

    private Answer change(Exchange exchange) {
        var dashboard = dashboards.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        var change = read(exchange, input);
        input.errors().check();
        return Answer.ok(one(dashboards.change(exchange.caller(), dashboard.id(), change)));
    }

    private Answer delete(Exchange exchange) {
        dashboards.delete(exchange.caller(), exchange.id(0));
        return Answer.noContent();
    }

    private DashboardChange read(Exchange exchange, Input input) {
        Change<@Nullable Boolean> isShared = input.bool("is_shared");
        input.requireIfPresent("is_shared");
        return new DashboardChange(
                input.solidText("name", Dashboard.MOST_CHARACTERS),
                isShared.map(Boolean.TRUE::equals),
                readTiles(exchange, input));
    }

    private Change<List<Tile>> readTiles(Exchange exchange, Input input) {
        var sent = input.node().get(TILES);
        if (sent == null || sent.isNull()) {
            return Change.keep();
        }
        if (sent.isArray() && sent.isEmpty()) {
            return Change.set(List.of());
        }
        var zone = ZoneId.of(workspaces.get(exchange.caller()).timeZone());
        return input.objects(TILES, Dashboard.MOST_TILES, tile -> tiles.read(exchange.caller(), zone, tile))
                .map(read -> Objects.requireNonNullElse(read, List.<Tile>of()));
    }

    private static Envelope.One<View> one(Dashboard dashboard) {
        return new Envelope.One<>(View.of(dashboard));
    }

    /** A dashboard as the contract spells it. */
    record View(
            long id,
            String name,
            boolean isShared,
            @Nullable Long userId,
            List<Map<String, Object>> tiles,
            Instant createdAt,
            Instant updatedAt) {
        static View of(Dashboard dashboard) {
            return new View(
                    dashboard.id(),
                    dashboard.name(),
                    dashboard.isShared(),
                    dashboard.userId(),
                    dashboard.tiles().stream().map(Tile::members).toList(),
                    dashboard.createdAt(),
                    dashboard.updatedAt());
        }
    }
}
