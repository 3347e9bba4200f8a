package leadhub.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import leadhub.base.Change;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import leadhub.web.input.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Dashboards: their reports come one after the other once the page is there, and are put in order by dragging and by the keyboard. */
@Component
class DashboardPages implements PageRoutes.Provider {
    private static final String ALL = "/dashboards";
    private static final String ONE = ALL + "/{id}";
    private static final String TILE = ONE + "/tiles/{tile}";

    private final Dashboards dashboards;
    private final TileReader tiles;
    private final Reports reports;
    private final Clock clock;

    DashboardPages(Dashboards dashboards, TileReader tiles, Reports reports, Clock clock) {
        this.dashboards = dashboards;
        this.tiles = tiles;
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.READ_ONLY, visit -> show(visit, null, FormErrors.NONE))
                .inPalette(17, "layout-dashboard", "dashboards.title")
                .post(ALL, Role.READ_ONLY, this::create)
                .post(ALL + "/tiles", Role.READ_ONLY, this::pin)
                .get(ONE, Role.READ_ONLY, visit -> show(visit, one(visit), FormErrors.NONE))
                .post(ONE, Role.READ_ONLY, this::change)
                .post(ONE + "/delete", Role.READ_ONLY, this::delete)
                .getPart(TILE, Role.READ_ONLY, this::tile)
                .post(TILE, Role.READ_ONLY, this::arrange)
                .post(TILE + "/delete", Role.READ_ONLY, this::unpin);
    }

    private Dashboard one(Visit visit) {
        return dashboards.get(visit.caller(), visit.id(0));
    }

    private Reply show(Visit visit, @Nullable Dashboard asked, FormErrors mistake) {
        var all = dashboards.all(visit.caller());
        var current = asked == null && !all.isEmpty() ? all.getFirst() : asked;
        var mayChange = current != null && dashboards.mayChange(visit.caller(), current);
        var screen = new DashboardScreen(all, current, mayChange, mistake);
        var template = visit.isPart() ? "reports/tiles.jte" : "reports/dashboard.jte";
        return mistake.isNone() ? Reply.page(template, screen) : Reply.refused(template, screen);
    }

    private Reply create(Visit visit) {
        var form = visit.form();
        var name = form.solidText("name", Dashboard.MOST_CHARACTERS);
        form.require("name");
        var made = new Dashboard[1];
        var mistake = FormErrors.of(
                "new",
                form,
                () -> made[0] = dashboards.create(visit.caller(), name.over(""), isShared(visit), List.of()));
        return mistake.isNone()
                ? Reply.redirect(ALL + "/" + made[0].id()).saying("dashboards.created", made[0].name())
                : show(visit, null, mistake);
    }

    private Reply change(Visit visit) {
        var dashboard = one(visit);
        var name = visit.form().solidText("name", Dashboard.MOST_CHARACTERS);
        var change = new DashboardChange(name, Change.set(isShared(visit)), Change.keep());
        var mistake =
                FormErrors.of("change", visit.form(), () -> dashboards.change(visit.caller(), dashboard.id(), change));
        return mistake.isNone()
                ? Reply.redirect(ALL + "/" + dashboard.id()).saying("settings.saved")
                : show(visit, dashboard, mistake);
    }

    private static boolean isShared(Visit visit) {
        return visit.field("is_shared").equals("1");
    }

    private Reply delete(Visit visit) {
        var dashboard = one(visit);
        dashboards.delete(visit.caller(), dashboard.id());
        return Reply.redirect(ALL).saying("dashboards.deleted", dashboard.name());
    }

    /** A report goes to a dashboard that there is, or to a new one. */
    private Reply pin(Visit visit) {
        var caller = visit.caller();
        var chosen = visit.field("dashboard");
        var known = chosen.matches("[0-9]{1,18}") ? dashboards.get(caller, Long.parseLong(chosen)) : null;
        var input = sent(visit);
        var tile = tiles.read(caller, visit.page().zone(), input);
        input.errors().check();
        var dashboard = known == null
                ? dashboards.create(caller, visit.page().say("dashboards.mine"), false, List.of(tile))
                : dashboards.pin(caller, known.id(), tile);
        return Reply.redirect(ALL + "/" + dashboard.id()).saying("dashboards.pinned", dashboard.name());
    }

    /** The form, whose filter is the query of an address. */
    private static Input sent(Visit visit) {
        var node = visit.form().node().deepCopy();
        var query = new Query(visit.field("query"));
        var filter = node.putObject("filter");
        query.names().stream()
                .filter(TileReader::isFilter)
                .forEach(name -> query.value(name).ifPresent(value -> filter.put(name, value)));
        return new Input(node);
    }

    private Reply tile(Visit visit) {
        var tile = tileOf(visit, one(visit));
        var zone = visit.page().zone();
        var leads = tiles.leads(visit.caller(), zone, tile);
        if (leads == null) {
            return Reply.page("reports/tile.jte", new DashboardScreen.Shown(tile, null));
        }
        var request = tile.request(LocalDate.ofInstant(clock.instant(), zone), zone, leads);
        var table = reports.read(visit.caller(), request, visit.visitor().currency());
        var chart = ReportChart.of(visit.page(), request, table);
        var screen = ReportScreen.of(request, table, chart, tile.filter());
        return Reply.page("reports/tile.jte", new DashboardScreen.Shown(tile, screen));
    }

    private static Tile tileOf(Visit visit, Dashboard dashboard) {
        return dashboard
                .tile(visit.id(1))
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("dashboard.not_found")).exception());
    }

    private Reply arrange(Visit visit) {
        var dashboard = one(visit);
        var tile = tileOf(visit, dashboard);
        var form = visit.form();
        var size = TileReader.word(form, "size", Tile.Size.class, tile.size());
        var shows = TileReader.word(form, "shows", Tile.Shows.class, tile.shows());
        var position = form.integer("position").over(null);
        form.errors().check();
        var after = dashboards.arrange(visit.caller(), dashboard.id(), tile.id(), size, shows, position);
        return position == null
                ? again(visit, after, "settings.saved")
                : again(
                        visit,
                        after,
                        "fields.moved",
                        DashboardScreen.title(visit.page(), tile),
                        1 + after.tiles().indexOf(after.tile(tile.id()).orElseThrow()));
    }

    private Reply unpin(Visit visit) {
        var dashboard = one(visit);
        var tile = tileOf(visit, dashboard);
        return again(visit, dashboards.unpin(visit.caller(), dashboard.id(), tile.id()), "dashboards.unpinned");
    }

    private Reply again(Visit visit, Dashboard dashboard, String message, Object... values) {
        var reply =
                visit.isPart() ? show(visit, dashboard, FormErrors.NONE) : Reply.redirect(ALL + "/" + dashboard.id());
        return reply.saying(message, values);
    }
}
