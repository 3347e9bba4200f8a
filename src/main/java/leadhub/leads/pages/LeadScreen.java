package leadhub.leads.pages;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.fields.CustomField;
import leadhub.leads.KnownLeads;
import leadhub.leads.LeadOutcomes;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFacts;
import leadhub.panel.FormErrors;
import leadhub.panel.Page;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.pipelines.Stage;
import leadhub.scoring.Scoring;
import org.springframework.stereotype.Component;

/**
 * What a lead's own page shows.
 *
 * @param twins other leads with the same e-mail or phone
 * @param sections what other features show at once, in their order
 * @param now when it is read
 * @param typed what was typed, where something is wrong with it
 * @param problems what that is, by the field's name
 */
public record LeadScreen(
        Lead lead,
        List<Lead> twins,
        Timeline timeline,
        LeadChoices choices,
        List<Section> sections,
        LeadScoreShown score,
        Instant now,
        Typed typed,
        Map<String, List<Refusal>> problems) {

    private static final Set<String> USUAL =
            Set.of("first_name", "last_name", "email", "phone", "company", "job_title");

    /** What another feature shows on it. */
    public record Section(LeadSection of, Object content) {}

    /**
     * A section shown again after something was done in it.
     *
     * @param timeline which tells of that
     */
    public record SectionAgain(Section section, List<Section> others, Timeline timeline) {}

    /** What stands so far down that it comes later, in its order. */
    public record Late(long leadId, List<Section> sections) {}

    /** Asks for all of it. */
    @Component
    public static class Reader {
        private final Leads leads;
        private final KnownLeads known;
        private final LeadChoices.Reader choices;
        private final List<LeadSection> sections;
        private final Timelines timelines;
        private final Scoring scoring;
        private final Clock clock;

        // Seven, for the page brings everything about a lead together.
        Reader(
                Leads leads,
                KnownLeads known,
                LeadChoices.Reader choices,
                List<LeadSection> sections,
                Timelines timelines,
                Scoring scoring,
                Clock clock) {
            this.clock = clock;
            this.leads = leads;
            this.known = known;
            this.choices = choices;
            this.sections = sections.stream()
                    .sorted(Comparator.comparing(LeadSection::place))
                    .toList();
            this.timelines = timelines;
            this.scoring = scoring;
        }

        /** The lead in the first place of the path. */
        LeadScreen read(Visit visit, Map<String, List<Refusal>> problems) {
            return read(visit, problems, FormErrors.NONE);
        }

        /**
         * Answers a form of one of the sections: with that section if a script asked, else with the page.
         *
         * @param others names of other sections that show what was done too
         */
        public Reply reply(Visit visit, LeadSection section, FormErrors mistake, String... others) {
            if (!visit.isPart()) {
                return mistake.isNone()
                        ? Reply.redirect("/leads/" + visit.id(0) + "#" + section.name())
                        : Reply.refused("leads/show.jte", read(visit, Map.of(), mistake));
            }
            var template = "leads/section-again.jte";
            var again = again(visit, section, mistake, Set.of(others));
            return mistake.isNone() ? Reply.page(template, again) : Reply.refused(template, again);
        }

        private SectionAgain again(Visit visit, LeadSection section, FormErrors mistake, Set<String> others) {
            var lead = leads.get(visit.caller(), visit.id(0));
            var all = choices.read(visit.caller());
            return new SectionAgain(
                    new Section(section, section.content(visit, lead, all, mistake)),
                    sections.stream()
                            .filter(one -> others.contains(one.name()))
                            .map(one -> new Section(one, one.content(visit, lead, all, FormErrors.NONE)))
                            .toList(),
                    timelines.of(visit, lead, all, mistake));
        }

        private LeadScreen read(Visit visit, Map<String, List<Refusal>> problems, FormErrors mistake) {
            var caller = visit.caller();
            var lead = leads.get(caller, visit.id(0));
            var all = choices.read(caller);
            var twins = lead.possibleDuplicate() ? known.like(caller, lead) : List.<Lead>of();
            return new LeadScreen(
                    lead,
                    twins,
                    timelines.of(visit, lead, all, mistake),
                    all,
                    sections(visit, lead, all, false, mistake),
                    new LeadScoreShown(lead, scoring.reasons(caller, new LeadFacts(lead))),
                    clock.instant(),
                    problems.isEmpty() ? Typed.NOTHING : Typed.of(visit.form()),
                    problems);
        }

        private List<Section> sections(Visit visit, Lead lead, LeadChoices all, boolean areLate, FormErrors mistake) {
            return sections.stream()
                    .filter(section -> section.isLate() == areLate)
                    .map(section -> new Section(section, section.content(visit, lead, all, mistake)))
                    .toList();
        }

        /** What comes once the page is there. */
        Late late(Visit visit) {
            var lead = leads.get(visit.caller(), visit.id(0));
            return new Late(lead.id(), sections(visit, lead, choices.read(visit.caller()), true, FormErrors.NONE));
        }

        /** All of what came in about the lead with an event. */
        String sent(Visit visit, long eventId) {
            var lead = leads.get(visit.caller(), visit.id(0));
            return timelines
                    .sent(visit.caller(), lead, eventId)
                    .orElseThrow(() -> new Problem.NotFound(Refusal.of("record.not_found")).exception());
        }

        /** The lead's latest event. */
        long latest(Visit visit, Lead lead) {
            return timelines.latest(visit.caller(), lead.id());
        }

        /** What happened to the lead before an event. */
        Timeline timeline(Visit visit, long before) {
            var lead = leads.get(visit.caller(), visit.id(0));
            return timelines.of(visit, lead, choices.read(visit.caller()), before, FormErrors.NONE);
        }
    }

    /** The sections that have a form in the composer. */
    public List<Section> composers() {
        return sections.stream()
                .filter(section -> !section.of().composer().isEmpty())
                .sorted(Comparator.comparing(
                        (Section section) -> section.of().template().isEmpty() ? 0 : 1))
                .toList();
    }

    /** The sections that have a card of their own. */
    public List<Section> cards() {
        return sections.stream()
                .filter(section -> !section.of().template().isEmpty())
                .toList();
    }

    /** The stages that a lead goes through; those that mean won or lost stand apart. */
    public List<Stage> openStages() {
        return stages().filter(stage -> !LeadOutcomes.decides(stage)).toList();
    }

    /** The stages at the end. */
    public List<Stage> lastStages() {
        return stages().filter(LeadOutcomes::decides).toList();
    }

    private Stream<Stage> stages() {
        return choices.stagesOf(lead.pipelineId()).stream();
    }

    /** Whether the lead has left the stage behind it. */
    public boolean isBehind(Stage stage) {
        return choices.stage(lead.stageId())
                .filter(now -> now.isWon() || !now.isLost() && now.position() > stage.position())
                .isPresent();
    }

    /** Whether the lead has been in its stage for too long. */
    public boolean isRotting() {
        return choices.stage(lead.stageId())
                .filter(stage -> stage.isRotting(lead.stageSince(), now))
                .isPresent();
    }

    /** For how many days the lead has been in its stage. */
    public long daysInStage() {
        return Stage.daysSince(lead.stageSince(), now);
    }

    /** Whether a line is shown although it is empty: people look for it, or something is wrong with it. */
    public boolean isShown(String field) {
        return USUAL.contains(field)
                || !text(field).isEmpty()
                || !problem(field).isEmpty();
    }

    /** The same of a custom field. */
    public boolean isShown(CustomField field) {
        return !custom().text(field).isEmpty() || !problem(field.path()).isEmpty();
    }

    /** How one calls the lead; {@code ""} without a phone. */
    public String phoneLink() {
        var phone = Objects.requireNonNullElse(lead.phone(), "").replaceAll("[^0-9+*#,;]", "");
        return phone.isEmpty() ? "" : "tel:" + phone;
    }

    /** What stands in the custom fields. */
    public FieldValuesShown custom() {
        return typed.over(FieldValuesShown.of(choices.fields(), lead.customFields()));
    }

    /** What to show in a field: what was typed, else what there is. */
    public String text(String field) {
        return typed.text(field, was(field));
    }

    /** The same of a number, as whoever looks writes it. */
    public String number(String field, Page page) {
        return typed.text(field, page.numberIn(was(field)));
    }

    /** What stands there, as forms know it. */
    public String was(String field) {
        return LeadFieldText.of(lead, field);
    }

    /** The stage that the lead is in, where that says what its status is: then there is one control for both. */
    public boolean isDecided() {
        return LeadOutcomes.decides(choices.stage(lead.stageId()).orElse(null));
    }

    /** What is wrong with a field; empty if nothing is. */
    public List<Refusal> problem(String field) {
        return problems.getOrDefault(field, List.of());
    }
}
