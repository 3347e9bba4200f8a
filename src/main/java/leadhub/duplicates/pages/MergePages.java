package leadhub.duplicates.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.leads.Leads;
import leadhub.leads.merging.MergeChoices;
import leadhub.leads.merging.Merging;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadNames;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Two leads side by side, and what was merged into a lead. */
@Component
class MergePages implements PageRoutes.Provider {
    private final Leads leads;
    private final Merging merging;
    private final LeadChoices.Reader choices;

    MergePages(Leads leads, Merging merging, LeadChoices.Reader choices) {
        this.leads = leads;
        this.merging = merging;
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
        var left = leads.get(visit.caller(), visit.id(0));
        var right = leads.get(visit.caller(), visit.id(1));
        var rule = MergeRule.of(visit.asked("rule").orElse(""));
        var rows = new MergeRows(visit.page(), choices.read(visit.caller()), rule, left, right).all();
        var moved = new LinkedHashMap<String, Long>();
        merging.moving(visit.caller(), right).forEach((kind, count) -> {
            if (count > 0) {
                moved.put(kind, count);
            }
        });
        return Reply.page(
                "duplicates/merge.jte",
                new MergeScreen(
                        left,
                        right,
                        rule,
                        rows.stream()
                                .filter(row -> !row.left().equals(row.right()))
                                .toList(),
                        rows.stream()
                                .filter(row -> row.left().equals(row.right()))
                                .toList(),
                        moved));
    }

    private Reply merge(Visit visit) {
        var left = leads.get(visit.caller(), visit.id(0));
        var right = leads.get(visit.caller(), visit.id(1));
        var rows = new MergeRows(visit.page(), choices.read(visit.caller()), MergeRule.THIS, left, right).all();
        var lead = merging.merge(visit.caller(), left.id(), right.id(), new MergeChoices(chosen(visit, rows)))
                .lead();
        return Reply.redirect("/leads/" + lead.id()).saying("merge.done", name(visit, lead));
    }

    private static Map<String, Boolean> chosen(Visit visit, List<MergeScreen.Row> rows) {
        var losers = new LinkedHashMap<String, Boolean>();
        for (var row : rows) {
            var winner = visit.field("winner-" + row.name());
            if (winner.equals("right") || winner.equals("left")) {
                losers.put(row.name(), winner.equals("right"));
            }
        }
        return losers;
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
