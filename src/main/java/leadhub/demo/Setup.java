package leadhub.demo;

import java.util.List;
import leadhub.base.Caller;
import leadhub.conditions.Comparison;
import leadhub.fields.FieldKind;
import leadhub.fields.Fields;
import leadhub.fields.NewField;
import leadhub.scoring.RuleTerms;
import leadhub.scoring.ScoringRules;
import leadhub.tags.NewTag;
import leadhub.tags.Tags;
import leadhub.views.NewSavedView;
import leadhub.views.SavedViews;
import org.springframework.stereotype.Component;

/** What the team of the story set up for itself. What is there already stays as it is. */
@Component
class Setup {
    static final List<NewTag> TAGS = List.of(
            new NewTag("newsletter", "#64748b"),
            new NewTag("hot-lead", "#ef4444"),
            new NewTag("enterprise", "#8b5cf6"),
            new NewTag("demo-requested", "#3b82f6"),
            new NewTag("webinar", "#14b8a6"),
            new NewTag("partner", "#f59e0b"));

    static final List<String> USE_CASES = List.of("Web forms", "Chat", "Own API", "Moving from another CRM");

    private static final List<NewField> FIELDS = List.of(
            new NewField("Use case", FieldKind.DROPDOWN, USE_CASES),
            new NewField("Seats", FieldKind.NUMBER, List.of()),
            new NewField("Trial until", FieldKind.DATE, List.of()));

    private static final List<RuleTerms> RULES = List.of(
            new RuleTerms("Decides alone", "job_title", Comparison.CONTAINS, "CEO", 20, true),
            new RuleTerms("Asked for a demo", "tags", Comparison.CONTAINS, "demo-requested", 15, true),
            new RuleTerms("Recommended to us", "source", Comparison.EQUALS, "referral", 10, true),
            new RuleTerms("Can be called", "phone", Comparison.PRESENT, null, 5, true),
            new RuleTerms("Big deal", "deal_value", Comparison.GREATER, "20000", 25, true));

    private static final List<String> COLUMNS = List.of(
            "company", "status", "pipeline_stage_id", "assigned_user_id", "lead_score", "deal_value", "created_at");
    private static final List<NewSavedView> VIEWS = List.of(
            new NewSavedView("Nobody’s yet", true, "field.1=assigned_user_id&is.1=absent", COLUMNS),
            new NewSavedView("Big deals", true, "field.1=deal_value&is.1=greater&value.1=20000", COLUMNS),
            new NewSavedView("New this week", true, "field.1=created_at&is.1=last&value.1=7", COLUMNS));

    private final Tags tags;
    private final Fields fields;
    private final ScoringRules rules;
    private final SavedViews views;

    Setup(Tags tags, Fields fields, ScoringRules rules, SavedViews views) {
        this.tags = tags;
        this.fields = fields;
        this.rules = rules;
        this.views = views;
    }

    void make(Caller caller) {
        TAGS.stream().filter(tag -> tags.named(caller, tag.name()).isEmpty()).forEach(tag -> tags.create(caller, tag));
        FIELDS.stream()
                .filter(field -> fields.all(caller).stream()
                        .noneMatch(known -> known.label().equals(field.label())))
                .forEach(field -> fields.create(caller, field));
        RULES.stream()
                .filter(rule -> rules.all(caller).stream()
                        .noneMatch(known -> known.terms().name().equals(rule.name())))
                .forEach(rule -> rules.create(caller, rule));
        VIEWS.stream()
                .filter(view -> views.list(caller).stream()
                        .noneMatch(known -> known.name().equals(view.name())))
                .forEach(view -> views.create(caller, view));
    }
}
