package leadhub.leads.pages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import leadhub.api.Paging;
import leadhub.base.Refusal;
import leadhub.leads.lists.CriteriaReader;
import leadhub.leads.lists.CriteriaRows;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadSort;
import leadhub.panel.Visit;
import leadhub.views.SavedView;
import leadhub.views.SavedViews;
import leadhub.web.input.Query;
import leadhub.web.input.QueryInput;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which leads a page's address asks for, in which order, and what stands above them.
 *
 * @param page from 1
 * @param problems what is wrong with the address, in words
 */
public record LeadsAsked(
        LeadFilter filter,
        LeadSort sort,
        LeadSort.Direction direction,
        long page,
        LeadFilterForm form,
        ViewBar views,
        List<Refusal> problems) {

    /** Reads it of a visit's address. */
    @Component
    public static class Reader {
        /** Not part of what is asked; since when a board or a table wants the news says nothing of which leads it shows. */
        private static final Set<String> ASIDE =
                Set.of("per_page", "since", "of", "shown", "numbers", "groups", "waiting");

        /** Not part of what a view keeps. */
        private static final Set<String> PASSING =
                Set.of("page", "per_page", "view", "since", "of", "shown", "numbers", "groups", "waiting");

        /** What goes with the field of a line of the filter. */
        private static final String OF_A_LINE = "(is|value|typed)[.].*";

        /** What goes with the lines of a group. */
        private static final String OF_A_GROUP = "(match|in)[.].*";

        private final LeadQuery query;
        private final SavedViews views;

        Reader(LeadQuery query, SavedViews views) {
            this.query = query;
            this.views = views;
        }

        /** @param path of the page, without what is asked */
        public LeadsAsked read(Visit visit, LeadChoices choices, String path) {
            var plain = ordered(query.asked(visit));
            var input = new QueryInput(plain);
            var filter = query.read(visit, input);
            var sort = input.choice("sort", LeadSort.class, LeadSort.CREATED_AT);
            var direction = input.choice("direction", LeadSort.Direction.class, LeadSort.Direction.DESC);
            var page = Paging.of(input).page();
            var form = new LeadFilterForm(path, asked(plain, ASIDE), choices, query.rows(visit), query.fields(visit));
            return new LeadsAsked(
                    filter,
                    sort,
                    direction,
                    page,
                    form,
                    views(visit, path, plain),
                    input.errors().all());
        }

        /** A list of orders has the sort and its direction in one: {@code order=last_name:asc}. */
        private static Query ordered(Query query) {
            var order = query.value("order").orElse("").split(":", -1);
            if (order.length != 2) {
                return query;
            }
            var values = new LinkedHashMap<String, String>();
            query.names().forEach(name -> values.put(name, query.raw(name).orElse("")));
            values.keySet().removeAll(Set.of("order", "sort", "direction"));
            if (!String.join(":", order).equals("created_at:desc")) {
                values.put("sort", order[0]);
                values.put("direction", order[1]);
            }
            return Query.of(values);
        }

        private ViewBar views(Visit visit, String path, Query plain) {
            var all = views.list(visit.caller());
            var current = current(all, visit);
            var mayChange = current != null && views.mayChange(visit.caller(), current);
            return new ViewBar(path, all, current, kept(plain), mayChange);
        }

        private static @Nullable SavedView current(List<SavedView> all, Visit visit) {
            var id = visit.asked("view").orElse("");
            return all.stream()
                    .filter(view -> Long.toString(view.id()).equals(id))
                    .findFirst()
                    .orElse(null);
        }

        /** What a view keeps of an address. */
        static String kept(Query query) {
            var asked = asked(query, PASSING);
            asked.keySet().removeIf(CriterionNumbers::isTyped);
            return LeadFilterForm.encoded(asked);
        }

        private static Map<String, String> asked(Query query, Set<String> without) {
            var names = new ArrayList<>(query.names());
            names.removeAll(without);
            var asked = new LinkedHashMap<String, String>();
            for (var name : names) {
                query.value(name)
                        .filter(Texts::isSound)
                        .filter(value -> isPartOfALine(query, name))
                        .ifPresent(value -> asked.put(name, value));
            }
            asked.entrySet()
                    .removeIf(one ->
                            one.getKey().startsWith("match") && !one.getValue().equals("any"));
            asked.entrySet()
                    .removeIf(one ->
                            one.getKey().startsWith("in.") && one.getValue().equals("0"));
            var filled = filledGroups(asked);
            asked.keySet()
                    .removeIf(name ->
                            name.matches(OF_A_GROUP) && !filled.contains(name.substring(name.indexOf('.') + 1)));
            return asked;
        }

        /** The numbers of the groups that have lines, and of those that they are part of. */
        private static Set<String> filledGroups(Map<String, String> asked) {
            var filled = new HashSet<String>();
            CriteriaReader.numbers(asked.keySet()).forEach(line -> {
                var group = Integer.toString(line / CriteriaRows.EACH);
                while (filled.add(group)) {
                    group = asked.getOrDefault("in." + group, "0");
                }
            });
            return filled;
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
}
