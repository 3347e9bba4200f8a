package leadhub.duplicates.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import leadhub.base.Role;
import leadhub.leads.Leads;
import leadhub.leads.matching.MatchingRules;
import leadhub.leads.matching.MatchingSettings;
import leadhub.leads.matching.WinnerRule;
import leadhub.leads.merging.Merging;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadNames;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Two or more leads side by side, and what was merged into a lead. */
@Component
class MergePages implements PageRoutes.Provider {
    /** The values that the workspace's own rules preset. */
    private static final String RULES = "rules";

    private final Leads leads;
    private final Merging merging;
    private final MatchingSettings matching;
    private final LeadChoices.Reader choices;

    MergePages(Leads leads, Merging merging, MatchingSettings matching, LeadChoices.Reader choices) {
        this.leads = leads;
        this.merging = merging;
        this.matching = matching;
        this.choices = choices;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/leads/{id}/merge/{other}", Role.AGENT, this::compare)
                .post("/leads/{id}/merge/{other}", Role.AGENT, this::merge)
                .get("/leads/{id}/merged", Role.AGENT, this::merged)
                .post("/leads/{id}/merged/{loser}/unmerge", Role.AGENT, this::unmerge);
    }

    private Reply compare(Visit visit) {
        var all = leads(visit);
        var rules = matching.rules(visit.caller());
        var rule = visit.asked("rule").orElse(rules.takesSurvivors() ? WinnerRule.SURVIVOR.word() : RULES);
        var rows = new MergeRows(visit.page(), choices.read(visit.caller()), all, winners(rules, rule)).all();
        return Reply.page(
                "duplicates/merge.jte",
                new MergeScreen(
                        all,
                        rule,
                        offered(rules),
                        rows.stream().filter(row -> !row.isSame()).toList(),
                        rows.stream().filter(MergeScreen.Row::isSame).toList(),
                        moved(visit, all)));
    }

    /** Those of the path, and of the query where there are more than two; each once. */
    private List<Lead> leads(Visit visit) {
        var ids = new LinkedHashSet<>(List.of(visit.id(0), visit.id(1)));
        visit.asked("more").stream()
                .flatMap(more -> Arrays.stream(more.split(",", Merging.MOST)))
                .filter(id -> id.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .limit(Merging.MOST - 2)
                .forEach(ids::add);
        if (ids.size() < 2) {
            throw Leads.unknown();
        }
        var all = new ArrayList<Lead>();
        ids.forEach(id -> all.add(leads.get(visit.caller(), id)));
        return all;
    }

    private static MergeRows.Winners winners(MatchingRules rules, String word) {
        var one = WinnerRule.ofWord(word);
        return new MergeRows.Winners(one.isPresent() ? name -> one.get() : rules::winner, rules.sources());
    }

    /** What somebody can preset all values by. */
    private static List<String> offered(MatchingRules rules) {
        return Stream.concat(
                        Stream.of(RULES).filter(word -> !rules.takesSurvivors()),
                        Arrays.stream(WinnerRule.values())
                                .filter(rule -> rule != WinnerRule.SOURCE
                                        || !rules.sources().isEmpty())
                                .map(WinnerRule::word))
                .toList();
    }

    private Map<String, Long> moved(Visit visit, List<Lead> all) {
        var moved = new LinkedHashMap<String, Long>();
        all.stream()
                .skip(1)
                .forEach(lead -> merging.moving(visit.caller(), lead).forEach((kind, count) -> {
                    if (count > 0) {
                        moved.merge(kind, count, Long::sum);
                    }
                }));
        return moved;
    }

    private Reply merge(Visit visit) {
        var all = leads(visit);
        var rows = new MergeRows(visit.page(), choices.read(visit.caller()), all, MergeRows.Winners.SURVIVOR).all();
        var lead = merging.mergeAll(
                        visit.caller(),
                        all.getFirst().id(),
                        all.stream().skip(1).map(Lead::id).toList(),
                        chosen(visit, all, rows))
                .lead();
        return Reply.redirect("/leads/" + lead.id()).saying("merge.done", name(visit, lead));
    }

    /** The lead whose value was chosen, by field. */
    private static Map<String, Long> chosen(Visit visit, List<Lead> all, List<MergeScreen.Row> rows) {
        var winners = new LinkedHashMap<String, Long>();
        for (var row : rows) {
            var winner = visit.field("winner-" + row.name());
            all.stream()
                    .filter(lead -> Long.toString(lead.id()).equals(winner))
                    .forEach(lead -> winners.put(row.name(), lead.id()));
        }
        return winners;
    }

    private Reply merged(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        return Reply.page("duplicates/merged.jte", new MergedScreen(lead, merging.list(visit.caller(), lead)));
    }

    private Reply unmerge(Visit visit) {
        if (!leads.get(visit.caller(), visit.id(0)).mergedFrom().contains(visit.id(1))) {
            throw Leads.unknown();
        }
        var lead = merging.unmerge(visit.caller(), visit.id(0), visit.id(1));
        return Reply.redirect("/leads/" + visit.id(1)).saying("merge.undone", name(visit, lead));
    }

    private static String name(Visit visit, Lead lead) {
        return LeadNames.of(lead, visit.page().locale());
    }
}
