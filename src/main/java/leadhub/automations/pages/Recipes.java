package leadhub.automations.pages;

import java.util.List;
import java.util.Optional;
import leadhub.automations.ReEntry;
import leadhub.base.Caller;
import leadhub.emails.EmailTemplates;
import leadhub.fields.FieldKind;
import leadhub.fields.Fields;
import leadhub.users.User;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** What automations can be made of. A recipe is offered where all that it needs is there; one more is one more in the list. */
@Component
public class Recipes {
    private static final List<Recipe> ALL = List.of(
            new Recipe("welcome", Recipe.Choice.TEMPLATE, ReEntry.ONCE, """
                    {"type": "lead_created"}""", """
                    [{"type": "condition", "config": {"match": "all", "conditions": [{"field": "email", "operator": "present"}]}},
                     {"type": "action", "action": "send_email", "config": {"to": "lead", "template_id": "choice"}}]"""),
            new Recipe("round_robin", Recipe.Choice.PEOPLE, ReEntry.EVERY_TIME, """
                    {"type": "lead_created", "config": {"conditions":
                        {"match": "all", "conditions": [{"field": "assigned_user_id", "operator": "absent"}]}}}""", """
                    [{"type": "action", "action": "assign", "config": {"mode": "round_robin", "users": "choice"}},
                     {"type": "action", "action": "create_task", "config":
                        {"title": "say:call", "due": {"amount": 1, "unit": "days"}, "assignee": true}}]"""),
            new Recipe("hot_lead", Recipe.Choice.SCORE, ReEntry.ONCE_AT_A_TIME, """
                    {"type": "lead_score_threshold", "config": {"threshold": "choice", "direction": "above"}}""", """
                    [{"type": "action", "action": "notify", "config": {"assignee": true, "message": "say:hot"}},
                     {"type": "action", "action": "create_task", "config":
                        {"title": "say:call", "due": {"amount": 1, "unit": "days"}, "assignee": true}}]"""),
            new Recipe("stale_lead", null, ReEntry.ONCE_AT_A_TIME, """
                    {"type": "no_activity", "config": {"amount": 7, "unit": "days"}}""", """
                    [{"type": "action", "action": "create_task", "config":
                        {"title": "say:stale", "due": {"amount": 1, "unit": "days"}, "assignee": true}}]"""),
            new Recipe("won", Recipe.Choice.TEMPLATE, ReEntry.EVERY_TIME, """
                    {"type": "lead_status_changed", "config": {"to": "converted"}}""", """
                    [{"type": "delay", "config": {"amount": 1, "unit": "days"}},
                     {"type": "action", "action": "send_email", "config": {"to": "lead", "template_id": "choice"}}]"""),
            new Recipe("lost", null, ReEntry.EVERY_TIME, """
                    {"type": "lead_status_changed", "config": {"to": "lost"}}""", """
                    [{"type": "delay", "config": {"amount": 3, "unit": "months"}},
                     {"type": "action", "action": "create_task", "config":
                        {"title": "say:again", "due": {"amount": 1, "unit": "weeks"}, "assignee": true}}]"""),
            new Recipe("renewal", Recipe.Choice.DATE_FIELD, ReEntry.EVERY_TIME, """
                    {"type": "date_field", "config": {"field": "choice", "days": -30, "time": "09:00"}}""", """
                    [{"type": "action", "action": "create_task", "config":
                        {"title": "say:renew", "due": {"amount": 2, "unit": "weeks"}, "assignee": true}}]"""));

    private final StepKinds kinds;
    private final EmailTemplates templates;
    private final Users users;
    private final Fields fields;

    Recipes(StepKinds kinds, EmailTemplates templates, Users users, Fields fields) {
        this.kinds = kinds;
        this.templates = templates;
        this.users = users;
        this.fields = fields;
    }

    /** A recipe with what can be chosen for it. */
    public record Offer(Recipe recipe, List<BuilderChoices.Option> choices) {
        public String key() {
            return recipe.key();
        }

        public boolean isOf(String choice) {
            return recipe.choice() != null && recipe.choice().name().equals(choice);
        }
    }

    List<Offer> offered(Caller caller) {
        var written = templates.byName(caller).stream()
                .map(template -> new BuilderChoices.Option(Long.toString(template.id()), template.name()))
                .toList();
        var people = users.all(caller).stream().map(Recipes::option).toList();
        var days = fields.all(caller).stream()
                .filter(field -> field.kind() == FieldKind.DATE)
                .map(field -> new BuilderChoices.Option(field.path(), field.label()))
                .toList();
        return ALL.stream()
                .filter(this::isPossible)
                .map(recipe -> new Offer(
                        recipe,
                        switch (recipe.choice()) {
                            case TEMPLATE -> written;
                            case PEOPLE -> people;
                            case DATE_FIELD -> days;
                            case SCORE -> List.<BuilderChoices.Option>of();
                            case null -> List.<BuilderChoices.Option>of();
                        }))
                .toList();
    }

    private static BuilderChoices.Option option(User user) {
        return new BuilderChoices.Option(Long.toString(user.id()), user.name());
    }

    Optional<Recipe> find(String key) {
        return ALL.stream()
                .filter(this::isPossible)
                .filter(one -> one.key().equals(key))
                .findFirst();
    }

    private boolean isPossible(Recipe recipe) {
        return recipe.needs().stream()
                .allMatch(type ->
                        kinds.knowsTrigger(type) || kinds.actions().contains(type) || StepKinds.FLOW.contains(type));
    }
}
