package leadhub.integrations.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Refusal;
import leadhub.intake.DuplicatePolicy;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationType;
import leadhub.integrations.TypeField;
import leadhub.panel.Page;
import leadhub.pipelines.AllPipelines;
import leadhub.users.User;
import org.jspecify.annotations.Nullable;

/**
 * The form of an integration.
 *
 * @param integration the one that is changed; null for a new one
 * @param typed what stands in the fields, by their names
 * @param problems what is wrong, by the API's names of the fields
 */
public record IntegrationForm(
        IntegrationType type,
        @Nullable Integration integration,
        Map<String, String> typed,
        TargetChoices.Choices choices,
        Map<String, List<Refusal>> problems) {
    /** Before the id of a pipeline, where its first stage is meant, whichever that is. */
    static final String PIPELINE = "pipeline-";

    private static final String CONFIG = "config.";

    static IntegrationForm empty(IntegrationType type, DuplicatePolicy policy, TargetChoices.Choices choices) {
        var typed = Map.of("name", type.about().name(), "duplicate_policy", policy.word());
        return new IntegrationForm(type, null, typed, choices, Map.of());
    }

    static IntegrationForm of(Page page, IntegrationType type, Integration integration, TargetChoices.Choices choices) {
        var terms = integration.terms();
        var target = terms.target();
        var typed = new HashMap<String, String>();
        typed.put("name", terms.name());
        for (var field : type.fields()) {
            var value = terms.config().open().get(field.key());
            if (value != null) {
                typed.put(
                        CONFIG + field.key(), value.isNumber() ? page.number(value.decimalValue()) : value.asString());
            }
        }
        typed.put("place", place(target.pipelineId(), target.pipelineStageId()));
        typed.put("assigned_user_id", target.assignedUserId() == null ? "" : Long.toString(target.assignedUserId()));
        typed.put("tags", String.join(", ", target.tags()));
        typed.put("source", target.source() == null ? "" : target.source());
        typed.put("duplicate_policy", target.duplicatePolicy().word());
        return new IntegrationForm(type, integration, typed, choices, Map.of());
    }

    private static String place(@Nullable Long pipelineId, @Nullable Long stageId) {
        if (stageId != null) {
            return Long.toString(stageId);
        }
        return pipelineId == null ? "" : PIPELINE + pipelineId;
    }

    public boolean isNew() {
        return integration == null;
    }

    /** Where it is sent. */
    public String path() {
        return integration == null ? IntegrationPages.ALL : IntegrationPages.path(integration);
    }

    public String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    /** What is chosen in a select of the type's. */
    public String chosen(TypeField field) {
        var chosen = typed(CONFIG + field.key());
        return chosen.isEmpty() && field.usual() != null ? field.usual() : chosen;
    }

    public boolean isTicked(TypeField field) {
        return typed(CONFIG + field.key()).equals("true");
    }

    /** Whether a secret is kept already. */
    public boolean isSet(TypeField field) {
        return integration != null
                && integration.terms().config().secret(field.key()).isPresent();
    }

    /** By what a kept secret is known again; null where that isn't said. */
    public @Nullable String hint(TypeField field) {
        return integration == null
                ? null
                : IntegrationConfig.hint(
                        integration.terms().config().secret(field.key()).orElse(null));
    }

    public AllPipelines pipelines() {
        return choices.pipelines();
    }

    public List<User> users() {
        return choices.users();
    }

    /** Whether the owner that is chosen can't be chosen any more. */
    public boolean isOwnerGone() {
        var owner = typed("assigned_user_id");
        return !owner.isEmpty()
                && users().stream().noneMatch(user -> Long.toString(user.id()).equals(owner));
    }

    /** What is wrong with a field, or with a part of it such as {@code target.tags.2}. */
    public List<Refusal> problems(String field) {
        return problems.entrySet().stream()
                .filter(problem ->
                        problem.getKey().equals(field) || problem.getKey().startsWith(field + "."))
                .flatMap(problem -> problem.getValue().stream())
                .toList();
    }

    public boolean isWrong(String field) {
        return !problems(field).isEmpty();
    }
}
