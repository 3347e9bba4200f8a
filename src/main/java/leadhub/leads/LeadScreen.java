package leadhub.leads;

import java.util.List;
import java.util.Map;
import leadhub.admin.Mistake;
import leadhub.admin.Reply;
import leadhub.admin.Visit;
import leadhub.scoring.Scoring;
import org.springframework.stereotype.Component;

/**
 * What a lead's own page shows.
 *
 * @param twins other leads with the same e-mail or phone
 * @param problems what was wrong with a change, by the field's name
 */
public record LeadScreen(
        Lead lead,
        List<Lead> twins,
        Timeline timeline,
        LeadChoices choices,
        LeadCards cards,
        LeadScoreShown score,
        Map<String, List<String>> problems) {

    /** Asks for all of it. */
    @Component
    static class Reader {
        private final Leads leads;
        private final LeadChoices.Reader choices;
        private final LeadCards.Reader cards;
        private final Timelines timelines;
        private final Scoring scoring;

        Reader(Leads leads, LeadChoices.Reader choices, LeadCards.Reader cards, Timelines timelines, Scoring scoring) {
            this.leads = leads;
            this.choices = choices;
            this.cards = cards;
            this.timelines = timelines;
            this.scoring = scoring;
        }

        /** The lead in the first place of the path. */
        LeadScreen read(Visit visit, Map<String, List<String>> problems) {
            return read(visit, problems, Mistake.NONE);
        }

        /** Answers a form of one of the cards: with that card if a script asked, else with the page. */
        Reply reply(Visit visit, String card, Mistake mistake) {
            if (mistake.isNone() && !visit.isPart()) {
                return Reply.redirect("/leads/" + visit.id(0) + "#" + card);
            }
            var template = visit.isPart() ? "leads/" + card + "-again.jte" : "leads/show.jte";
            var screen = read(visit, Map.of(), mistake);
            return mistake.isNone() ? Reply.page(template, screen) : Reply.refused(template, screen);
        }

        private LeadScreen read(Visit visit, Map<String, List<String>> problems, Mistake mistake) {
            var caller = visit.caller();
            var lead = leads.get(caller, visit.id(0));
            var all = choices.read(caller);
            var twins = lead.possibleDuplicate() ? leads.like(caller, lead) : List.<Lead>of();
            return new LeadScreen(
                    lead,
                    twins,
                    timelines.of(caller, lead.id(), all, Long.MAX_VALUE),
                    all,
                    cards.read(visit, lead, all, mistake),
                    new LeadScoreShown(lead, scoring.reasons(caller, new ScoredFacts(lead))),
                    problems);
        }

        /** What happened to the lead before an event. */
        Timeline timeline(Visit visit, long before) {
            var lead = leads.get(visit.caller(), visit.id(0));
            return timelines.of(visit.caller(), lead.id(), choices.read(visit.caller()), before);
        }
    }

    /** What stands in the custom fields. */
    public FieldValuesShown custom() {
        return FieldValuesShown.of(choices.fields(), lead.customFields());
    }

    public String name() {
        return LeadNames.of(lead);
    }

    /** What is wrong with a field; empty if nothing is. */
    public String problem(String field) {
        return String.join(" ", problems.getOrDefault(field, List.of()));
    }
}
