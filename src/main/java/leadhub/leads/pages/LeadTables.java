package leadhub.leads.pages;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import leadhub.base.Page;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.fields.CustomField;
import leadhub.leads.lists.LeadCube;
import leadhub.leads.lists.LeadCubes;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.lists.LeadNewsReader;
import leadhub.leads.record.Lead;
import leadhub.panel.Visit;
import leadhub.views.ChosenColumns;
import leadhub.views.SavedViews;
import org.springframework.stereotype.Component;

/** Puts together what the table of leads shows. */
@Component
class LeadTables {
    private static final int PER_PAGE = 50;

    private static final int PER_GROUP = 25;

    private final LeadLists lists;
    private final LeadCubes cubes;
    private final LeadsAsked.Reader asked;
    private final LeadChoices.Reader choices;
    private final SavedViews views;
    private final LeadNewsReader news;
    private final Clock clock;

    // Seven: what is asked, what there is, how it is counted and since when there are news.
    LeadTables(
            LeadLists lists,
            LeadCubes cubes,
            LeadsAsked.Reader asked,
            LeadChoices.Reader choices,
            SavedViews views,
            LeadNewsReader news,
            Clock clock) {
        this.lists = lists;
        this.cubes = cubes;
        this.asked = asked;
        this.choices = choices;
        this.views = views;
        this.news = news;
        this.clock = clock;
    }

    LeadTable read(Visit visit) {
        return read(visit, news.moment(visit.caller()));
    }

    /** @param since a moment before this one, to ask for news from */
    LeadTable read(Visit visit, String since) {
        // Before anything is read, so that nothing falls between.
        var moment = clock.instant();
        var known = choices.read(visit.caller());
        var wanted = asked.read(visit, known, "/leads");
        var shown = shown(visit, wanted);
        var columns = LeadColumn.named(known.fields(), names(shown));
        var groups = groups(visit, wanted);
        var leads = groups.by() == null
                ? leads(visit, wanted, wanted.filter(), columns, PER_PAGE)
                : new Page<Lead>(List.of(), groups.leads());
        return new LeadTable(leads, PER_PAGE, wanted, columns, shown.widths(), groups, moment, since);
    }

    /** Some leads of one group; empty where leads aren't grouped. */
    Optional<LeadTable> group(Visit visit) {
        var moment = clock.instant();
        var known = choices.read(visit.caller());
        var wanted = asked.read(visit, known, "/leads");
        var shown = shown(visit, wanted);
        var columns = LeadColumn.named(known.fields(), names(shown));
        var of = visit.asked("of").orElse("");
        var by = grouping(wanted).orElse(null);
        if (by == null) {
            return Optional.empty();
        }
        var filter = by.within(wanted.filter(), of).orElseThrow(LeadTables::unknown);
        var leads = leads(visit, wanted, filter, columns, PER_GROUP);
        var group = new LeadGroups(by, List.of(new LeadGroups.Group(of, leads.total(), Map.of())), 0, leads.total());
        return Optional.of(new LeadTable(leads, PER_GROUP, wanted, columns, shown.widths(), group, moment, ""));
    }

    /** Some of its leads by their ids, as they stand in it now, and by what they are grouped; those that are gone are left out. */
    List<Lead> rows(Visit visit, LeadTable table, List<Long> ids) {
        var keys = new HashSet<>(keys(table.columns()));
        Stream.ofNullable(table.groups().by())
                .flatMap(by -> Stream.ofNullable(by.field()))
                .map(CustomField::key)
                .forEach(keys::add);
        var found = lists.previews(visit.caller(), ids, keys);
        return ids.stream().flatMap(id -> Stream.ofNullable(found.get(id))).toList();
    }

    /** What the deals of all leads that are asked for come to. */
    LeadSums sums(Visit visit) {
        var wanted = asked.read(visit, choices.read(visit.caller()), "/leads");
        return new LeadSums(
                wanted.problems().isEmpty()
                        ? LeadGroups.values(
                                cubes.cells(visit.caller(), wanted.filter(), LeadCube.ofAll(LeadCube.By.NOTHING, null)),
                                visit.visitor().currency())
                        : Map.of());
    }

    private Page<Lead> leads(Visit visit, LeadsAsked wanted, LeadFilter filter, List<LeadColumn> columns, int perPage) {
        var list = new LeadList(filter, wanted.sort(), wanted.direction(), Slice.ofPage(wanted.page(), perPage));
        return wanted.problems().isEmpty()
                ? lists.previews(visit.caller(), list, keys(columns))
                : new Page<>(List.of(), 0);
    }

    private LeadGroups groups(Visit visit, LeadsAsked wanted) {
        return grouping(wanted)
                .filter(by -> wanted.problems().isEmpty())
                .map(by -> LeadGroups.of(
                        by,
                        wanted.form().choices(),
                        cubes.cells(visit.caller(), wanted.filter(), by.cube()),
                        visit.visitor().currency()))
                .orElse(LeadGroups.NONE);
    }

    private static Optional<LeadGrouping> grouping(LeadsAsked wanted) {
        var form = wanted.form();
        return LeadGrouping.named(form.choices().fields(), form.asked("group"));
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("record.not_found")).exception();
    }

    private ChosenColumns shown(Visit visit, LeadsAsked wanted) {
        var current = wanted.views().current();
        return current != null ? new ChosenColumns(current.columns(), current.widths()) : chosenColumns(visit);
    }

    /** The filter as it stands in the form. */
    LeadFilterForm form(Visit visit) {
        return asked.read(visit, choices.read(visit.caller()), "/leads").form();
    }

    private static List<String> keys(List<LeadColumn> columns) {
        return columns.stream()
                .flatMap(column -> Stream.ofNullable(column.custom()))
                .map(CustomField::key)
                .toList();
    }

    /** The columns that the visitor sees where no view says otherwise. */
    ChosenColumns chosenColumns(Visit visit) {
        return views.chosenColumns(visit.caller());
    }

    static List<String> names(ChosenColumns chosen) {
        return Objects.requireNonNullElse(chosen.names(), LeadColumn.USUAL);
    }
}
