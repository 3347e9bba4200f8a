package leadhub.exports;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.lists.LeadSort;
import leadhub.leads.pages.LeadQuery;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Exports what the table of leads shows. */
@Component
class ExportPages implements PageRoutes.Provider {
    /** Of the table alone, or of the form. */
    private static final Set<String> PASSING = Set.of("page", "per_page", "view", "format", "delimiter");

    private final LeadExports exports;
    private final LeadLists lists;
    private final LeadQuery queries;
    private final Clock clock;

    ExportPages(LeadExports exports, LeadLists lists, LeadQuery queries, Clock clock) {
        this.exports = exports;
        this.lists = lists;
        this.queries = queries;
        this.clock = clock;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/leads/export", Role.READ_ONLY, visit -> Reply.page("exports/form.jte", screen(visit)))
                .getPart("/leads/export/file", Role.READ_ONLY, this::file);
    }

    private ExportScreen screen(Visit visit) {
        var plain = queries.asked(visit);
        var query = new QueryInput(plain);
        var filter = queries.read(visit, query);
        var asked = new LinkedHashMap<String, String>();
        for (var name : plain.names()) {
            if (!PASSING.contains(name) && !name.startsWith(ExportChoices.COLUMN)) {
                plain.value(name).ifPresent(value -> asked.put(name, value));
            }
        }
        if (query.errors().any()) {
            return new ExportScreen(asked, 0, query.errors().all());
        }
        var one = new LeadList(filter, LeadSort.CREATED_AT, LeadSort.Direction.DESC, new Slice(0, 1));
        return new ExportScreen(
                asked, lists.previews(visit.caller(), one, List.of()).total(), List.of());
    }

    private Reply file(Visit visit) {
        var plain = queries.asked(visit);
        var query = new QueryInput(plain);
        var filter = queries.read(visit, query);
        var export = new ExportReader(plain, query).ofForm(filter, columns(visit));
        if (query.errors().any()) {
            return Reply.page("exports/form.jte", screen(visit));
        }
        var today = LocalDate.ofInstant(Times.now(clock), visit.page().zone());
        return new Reply.Streamed(
                "leads-" + today + "." + export.format().extension(),
                export.format().contentType(),
                exports.export(visit.caller(), export));
    }

    private static List<String> columns(Visit visit) {
        return ExportColumns.all().stream()
                .filter(column ->
                        visit.query().value(ExportChoices.COLUMN + column).isPresent())
                .toList();
    }
}
