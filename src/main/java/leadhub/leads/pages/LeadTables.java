package leadhub.leads.pages;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import leadhub.api.Paging;
import leadhub.base.Page;
import leadhub.fields.CustomField;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.lists.LeadSort;
import leadhub.leads.record.Lead;
import leadhub.panel.Visit;
import leadhub.views.SavedView;
import leadhub.views.SavedViews;
import leadhub.web.input.Query;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what the table of leads shows. */
@Component
class LeadTables {
    private static final int PER_PAGE = 50;

    /** Not part of what a view keeps. */
    private static final Set<String> PASSING = Set.of("page", "per_page", "view");

    /** What goes with the field of a line of the filter. */
    private static final String OF_A_LINE = "(is|value|typed)[.].*";

    private final LeadLists lists;
    private final LeadQuery asked;
    private final LeadChoices.Reader choices;
    private final SavedViews views;
    private final Clock clock;

    LeadTables(LeadLists lists, LeadQuery asked, LeadChoices.Reader choices, SavedViews views, Clock clock) {
        this.lists = lists;
        this.asked = asked;
        this.choices = choices;
        this.views = views;
        this.clock = clock;
    }

    LeadTable read(Visit visit) {
        // Before anything is read, so that nothing falls between.
        var moment = clock.instant();
        var caller = visit.caller();
        var plain = asked.asked(visit);
        var query = new QueryInput(plain);
        var filter = asked.read(visit, query);
        var sort = query.choice("sort", LeadSort.class, LeadSort.CREATED_AT);
        var direction = query.choice("direction", LeadSort.Direction.class, LeadSort.Direction.DESC);
        var paging = new Paging(Paging.of(query).page(), PER_PAGE);
        var problems = query.errors().all();
        var known = choices.read(caller);
        var all = views.list(caller);
        var current = current(all, visit);
        var columns = LeadColumn.named(known.fields(), current != null ? current.columns() : chosenColumns(visit));
        var page = problems.isEmpty()
                ? lists.previews(caller, new LeadList(filter, sort, direction, paging.slice()), keys(columns))
                : new Page<Lead>(List.of(), 0);
        return new LeadTable(
                page,
                paging.page(),
                PER_PAGE,
                asked(plain, Set.of("per_page")),
                problems,
                known,
                columns,
                asked.rows(visit),
                asked.fields(visit),
                new ViewBar(all, current, kept(plain), current != null && views.mayChange(caller, current)),
                moment);
    }

    private static List<String> keys(List<LeadColumn> columns) {
        return columns.stream()
                .flatMap(column -> Stream.ofNullable(column.custom()))
                .map(CustomField::key)
                .toList();
    }

    private static @Nullable SavedView current(List<SavedView> all, Visit visit) {
        var id = visit.asked("view").orElse("");
        return all.stream()
                .filter(view -> Long.toString(view.id()).equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The columns that the visitor sees where no view says otherwise. */
    List<String> chosenColumns(Visit visit) {
        return views.chosenColumns(visit.caller()).orElse(LeadColumn.USUAL);
    }

    /** What a view keeps of an address. */
    static String kept(Query query) {
        var asked = asked(query, PASSING);
        asked.keySet().removeIf(CriterionNumbers::isTyped);
        return LeadTable.encoded(asked);
    }

    private static Map<String, String> asked(Query query, Set<String> without) {
        var names = new ArrayList<>(query.names());
        names.removeAll(without);
        var asked = new LinkedHashMap<String, String>();
        for (var name : names) {
            query.value(name)
                    .filter(leadhub.web.input.Texts::isSound)
                    .filter(value -> isPartOfALine(query, name))
                    .ifPresent(value -> asked.put(name, value));
        }
        if (!asked.getOrDefault("match", "").equals("any")) {
            asked.remove("match");
        }
        return asked;
    }

    /** A line of the filter without a field asks nothing. */
    private static boolean isPartOfALine(Query query, String name) {
        return Optional.of(name)
                        .filter(one -> one.matches(OF_A_LINE))
                        .flatMap(one -> query.value("field" + one.substring(one.indexOf('.'))))
                        .isPresent()
                || !name.matches(OF_A_LINE);
    }
}
