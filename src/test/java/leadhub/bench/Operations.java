package leadhub.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import leadhub.base.Json;
import leadhub.base.Slice;
import leadhub.bench.Operation.Kind;
import leadhub.companies.Companies;
import leadhub.home.Home;
import leadhub.inbound.Inbound;
import leadhub.leads.Leads;
import leadhub.leads.lists.LeadCube;
import leadhub.leads.lists.LeadCubes;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadReader;
import leadhub.leads.record.NewLead;
import leadhub.reports.Report;
import leadhub.reports.ReportRequest;
import leadhub.reports.Reports;
import leadhub.tasks.OwnTasks;
import leadhub.web.input.Input;

/** All operations on one workspace, in the order in which they are measured: what writes comes last. */
final class Operations {
    private static final int PER_PAGE = 25;
    /** Enough that eight connections seldom change the same lead. */
    private static final int SCRIPTS = 400;

    private final Site site;
    private final Samples samples;
    private final List<Operation> operations = new ArrayList<>();

    private Operations(Site site, Samples samples) {
        this.site = site;
        this.samples = samples;
    }

    static List<Operation> of(Site site, Samples samples) {
        var all = new Operations(site, samples);
        all.lists();
        all.pairs();
        all.pages();
        all.lymbe();
        all.panel();
        all.overviews();
        all.single();
        return all.operations;
    }

    private void lists() {
        list("list", Kind.LIST);
        samples.filters().forEach((name, value) -> list("filter " + name, Kind.FILTER, name, value));
        for (var sort : List.of("created_at", "updated_at", "lead_score", "first_name", "last_name", "email")) {
            list("sort " + sort, Kind.SORT, "sort", sort);
        }
        for (var sort : List.of("first_name", "last_name")) {
            list("sort " + sort + " asc", Kind.SORT, "sort", sort, "direction", "asc");
        }
        samples.searches().forEach((name, text) -> list(name, Kind.SEARCH, "search", text));
    }

    private void pairs() {
        pair("status", "source");
        pair("stage_id", "assigned_user_id");
        pair("tag", "status");
        pair("tag", "starred");
        pair("assigned_user_id", "starred");
        pair("source", "created_after");
        pair("status", "created_before");
        var broad = samples.searches().get("search broad");
        for (var name : List.of("status", "tag", "created_after")) {
            if (broad != null && samples.filters().containsKey(name)) {
                list(
                        "search broad + " + name,
                        Kind.PAIR,
                        "search",
                        broad,
                        name,
                        samples.filters().get(name));
            }
        }
        for (var name : List.of("status", "tag", "assigned_user_id", "created_after")) {
            if (samples.filters().containsKey(name)) {
                list(name + ", by last_name", Kind.PAIR, name, samples.filters().get(name), "sort", "last_name");
            }
        }
    }

    private void pair(String one, String other) {
        var first = samples.filters().get(one);
        var second = samples.filters().get(other);
        if (first != null && second != null) {
            list(one + " + " + other, Kind.PAIR, one, first, other, second);
        }
    }

    private void pages() {
        var last = site.leads() / PER_PAGE;
        list("page 100", Kind.PAGE, "page", "100");
        list("middle page", Kind.PAGE, "page", Integer.toString(last / 2));
        list("last page", Kind.LAST_PAGE, "page", Integer.toString(last));
        list("last page, by last_name", Kind.LAST_PAGE, "page", Integer.toString(last), "sort", "last_name");
    }

    private void lymbe() {
        add("lymbe list", Kind.PAGE, new ListQuery(true, Map.of("limit", "20")));
        samples.searches().forEach((name, text) -> {
            if (name.equals("search broad") || name.equals("search full name")) {
                add("lymbe " + name, Kind.SEARCH, new ListQuery(true, ordered("limit", "20", "search", text)));
            }
        });
    }

    private void list(String name, Kind kind, String... parameters) {
        var query = ordered(parameters);
        query.put("per_page", Integer.toString(PER_PAGE));
        add(name, kind, new ListQuery(false, query));
    }

    private static LinkedHashMap<String, String> ordered(String... parameters) {
        var ordered = new LinkedHashMap<String, String>();
        for (var i = 0; i < parameters.length; i += 2) {
            ordered.put(parameters[i], parameters[i + 1]);
        }
        return ordered;
    }

    private void add(String name, Kind kind, ListQuery query) {
        var request = query.isLymbe() ? site.lymbe("GET", query.path(), "") : site.leadHub("GET", query.path(), "");
        operations.add(new Operation(
                name,
                kind,
                query,
                1,
                () -> request,
                (verbs, token) -> verbs.get(LeadLists.class).list(site.caller(), query.verb())));
    }

    /** What people look at all day, each beside the call of the API that says as much. */
    private void panel() {
        page("leads");
        page("leads, by last_name", "sort", "last_name", "direction", "asc");
        page("leads of a status", "status", samples.filters().getOrDefault("status", "new"));
        var name = samples.searches().get("search full name");
        if (name != null) {
            page("leads, search full name", "search", name);
        }
        operations.add(new Operation(
                "page of a lead",
                Kind.PANEL,
                null,
                1,
                () -> site.page("/leads/" + anyLead()),
                (verbs, token) -> verbs.get(Leads.class).get(site.caller(), anyLead()),
                "get"));
        operations.add(
                new Operation("board", Kind.BOARD, null, 1, () -> site.page("/board"), (verbs, token) -> board(verbs)));
    }

    /** What a day begins with, and each report of the last year by month. */
    private void overviews() {
        overview("home", "/home", verbs -> verbs.get(Home.class).look(site.caller(), ZoneOffset.UTC, "EUR"));
        overview(
                "home, further down",
                "/home/late",
                verbs -> verbs.get(Home.class).further(site.caller(), ZoneOffset.UTC));
        overview("tasks", "/tasks", verbs -> verbs.get(OwnTasks.class).open(site.caller(), Slice.ofPage(1, PER_PAGE)));
        overview(
                "companies",
                "/companies",
                verbs -> verbs.get(Companies.class).list(site.caller(), "", "", PER_PAGE, "EUR"));
        operations.add(new Operation(
                "list of companies",
                Kind.REPORT,
                null,
                1,
                () -> site.leadHub("GET", "/api/v1/companies?per_page=" + PER_PAGE, ""),
                (verbs, token) -> verbs.get(Companies.class).list(site.caller(), "", "", PER_PAGE, "EUR")));
        grouped("pipeline_stage_id", LeadCube.By.STAGE);
        grouped("source", LeadCube.By.SOURCE);
        overview("value of the table", "/leads/sums", verbs -> cells(verbs, LeadCube.By.NOTHING));
        var today = LocalDate.now(ZoneOffset.UTC);
        var year = today.minusYears(1).plusDays(1);
        for (var report : Report.values()) {
            var request = new ReportRequest(report, year, today, LeadCube.Unit.MONTH, ZoneOffset.UTC, LeadFilter.ALL);
            operations.add(new Operation(
                    "report " + report.word(),
                    Kind.REPORT,
                    null,
                    1,
                    () -> site.leadHub("GET", "/api/v1/reports/" + report.word() + "?group_by=month&from=" + year, ""),
                    (verbs, token) -> verbs.get(Reports.class).read(site.caller(), request, "EUR")));
        }
    }

    private void grouped(String group, LeadCube.By by) {
        overview("table by " + group, "/leads?group=" + group, verbs -> cells(verbs, by));
    }

    private void cells(Verbs verbs, LeadCube.By by) {
        verbs.get(LeadCubes.class).cells(site.caller(), LeadFilter.ALL, LeadCube.ofAll(by, null));
    }

    private void overview(String name, String path, Consumer<Verbs> verb) {
        operations.add(
                new Operation(name, Kind.REPORT, null, 1, () -> site.page(path), (verbs, token) -> verb.accept(verbs)));
    }

    /** One list for each stage. */
    private void board(Verbs verbs) {
        for (var stage : samples.stageIds()) {
            var query = new ListQuery(false, ordered("per_page", "25", "stage_id", Long.toString(stage)));
            verbs.get(LeadLists.class).list(site.caller(), query.verb());
        }
    }

    private void page(String name, String... parameters) {
        var asked = ordered(parameters);
        asked.put("per_page", "50");
        var query = new ListQuery(false, asked);
        add("50 " + name, Kind.PAGE, query);
        operations.add(new Operation(
                "page of " + name,
                Kind.PANEL,
                null,
                1,
                () -> site.page(query.path().replace("/api/v1", "")),
                (verbs, token) -> verbs.get(LeadLists.class).list(site.caller(), query.verb()),
                "50 " + name));
    }

    private void single() {
        operations.add(new Operation(
                "get",
                Kind.GET,
                null,
                SCRIPTS,
                () -> site.leadHub("GET", "/api/v1/leads/" + anyLead(), ""),
                (verbs, token) -> verbs.get(Leads.class).get(site.caller(), anyLead())));
        operations.add(new Operation(
                "create",
                Kind.CREATE,
                null,
                SCRIPTS,
                () -> create(site),
                (verbs, token) -> verbs.get(Leads.class)
                        .create(site.caller(), new NewLead(facts(Bodies.lead(token)), "api", null))));
        operations.add(new Operation(
                "patch",
                Kind.PATCH,
                null,
                SCRIPTS,
                () -> site.leadHub("PATCH", "/api/v1/leads/" + anyLead(), Bodies.change(Tokens.next())),
                (verbs, token) ->
                        verbs.get(Leads.class).change(site.caller(), anyLead(), facts(Bodies.change(token)))));
        operations.add(new Operation(
                "inbound, new",
                Kind.INBOUND,
                null,
                SCRIPTS,
                () -> site.leadHub("POST", "/api/inbound/leads?tenant=" + site.slug(), Bodies.lead(Tokens.next())),
                (verbs, token) -> verbs.get(Inbound.class)
                        .take(site.caller(), facts(Bodies.lead(token)), Bodies.lead(token), null)));
    }

    static byte[] create(Site site) {
        return site.leadHub("POST", "/api/v1/leads", Bodies.lead(Tokens.next()));
    }

    private long anyLead() {
        var ids = samples.leadIds();
        return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
    }

    private static LeadChange facts(String body) {
        return LeadReader.read(new Input(Json.MAPPER.readTree(body)));
    }
}
