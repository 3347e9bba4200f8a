package leadhub.leads.pages;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.leads.lists.LeadNewsReader;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Tells a table of leads that is open what others have changed. */
@Component
class TableNewsPages implements PageRoutes.Provider {
    /** As many as a page shows, with groups that are unfolded. */
    private static final int MOST_IDS = 500;

    private static final Pattern GROUP = Pattern.compile("([0-9a-f]{1,8})\\*([0-9]{1,6})");

    private final LeadTables tables;
    private final LeadNewsReader news;

    TableNewsPages(LeadTables tables, LeadNewsReader news) {
        this.tables = tables;
        this.news = news;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart("/leads/changes", Role.READ_ONLY, this::changes);
    }

    /** The list is read only where anything has happened to leads: it shows no tasks. */
    private Reply changes(Visit visit) {
        var happened = news.since(visit.caller(), visit.asked("since").orElse(""), false);
        if (happened != null && happened.isNothing()) {
            return Reply.nothing();
        }
        // Taken before anything is read, so that no change is missed.
        var moment = happened == null ? news.moment(visit.caller()) : happened.moment();
        var numbers = visit.asked("numbers").orElse("");
        var shown = ids(visit, "shown");
        var seen = new TableNews.Seen(
                shown.stream().distinct().toList(),
                groups(shown, visit.asked("groups").orElse("")),
                numbers,
                new LinkedHashSet<>(ids(visit, "waiting")),
                visit.asked("waiting").orElse("").equals(TableNews.MANY));
        var table = tables.read(visit, moment);
        return Reply.page(
                "leads/news.jte",
                table.groups().by() == null
                        ? TableNews.of(table, happened, seen)
                        : TableNews.ofGroups(table, tables.rows(visit, table, seen.shown(happened)), happened, seen));
    }

    /** The groups of leads in their order, as the page says them: each with how many of its leads are shown. */
    private static Map<Long, Set<String>> groups(List<Long> shown, String said) {
        var groups = new HashMap<Long, Set<String>>();
        var at = 0;
        for (var group : GROUP.matcher(said).results().toList()) {
            var end = Math.min(shown.size(), at + Integer.parseInt(group.group(2)));
            for (; at < end; at++) {
                groups.computeIfAbsent(shown.get(at), id -> new HashSet<>()).add(group.group(1));
            }
        }
        return groups;
    }

    private static List<Long> ids(Visit visit, String name) {
        return Arrays.stream(visit.asked(name).orElse("").split(",", MOST_IDS + 1))
                .limit(MOST_IDS)
                .filter(id -> id.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .toList();
    }
}
