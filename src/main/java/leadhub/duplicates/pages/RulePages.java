package leadhub.duplicates.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.leads.matching.MatchingRules;
import leadhub.leads.matching.MatchingSettings;
import leadhub.leads.matching.WinnerRule;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** What a workspace wants done with people who are leads already, and whose value is preset when leads are merged. */
@Component
class RulePages implements PageRoutes.Provider {
    private static final String PATH = "/settings/duplicates";

    private final MatchingSettings matching;

    RulePages(MatchingSettings matching) {
        this.matching = matching;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(PATH, Role.ADMIN, this::show)
                .inSettings(292, "settings", "matching.title")
                .post(PATH, Role.ADMIN, this::change);
    }

    private Reply show(Visit visit) {
        return Reply.page("duplicates/rules.jte", new RulesScreen(matching.rules(visit.caller()), Set.of()));
    }

    private Reply change(Visit visit) {
        var wanted = read(visit);
        try {
            matching.change(visit.caller(), wanted);
            return Reply.redirect(PATH).saying("settings.saved");
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var errors)) {
                return Reply.refused("duplicates/rules.jte", new RulesScreen(wanted, errors.keySet()));
            }
            throw e;
        }
    }

    private static MatchingRules read(Visit visit) {
        var winners = new LinkedHashMap<String, WinnerRule>();
        MatchingSettings.FIELDS.forEach(field -> WinnerRule.ofWord(visit.field("winner." + field.name()))
                .ifPresent(rule -> winners.put(field.name(), rule)));
        return new MatchingRules(
                visit.field("forms"),
                visit.field("integrations"),
                visit.field("imports"),
                WinnerRule.ofWord(visit.field("winner")).orElse(WinnerRule.SURVIVOR),
                winners,
                List.of(visit.field("sources").split("\\R")));
    }
}
