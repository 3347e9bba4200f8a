package leadhub.integrations.meta;

import java.util.Map;
import java.util.Objects;
import leadhub.base.Json;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.mapping.FormAnswers;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.integrations.provider.RememberedForms;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The questions of forms, and what answers mean by them. A form is asked for once in ten minutes for each token that may read it. */
final class MetaForms {
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("EMAIL", "email"),
            Map.entry("WORK_EMAIL", "email"),
            Map.entry("PHONE", "phone"),
            Map.entry("WORK_PHONE_NUMBER", "phone"),
            Map.entry("FULL_NAME", "full_name"),
            Map.entry("FIRST_NAME", "first_name"),
            Map.entry("LAST_NAME", "last_name"),
            Map.entry("COMPANY_NAME", "company"),
            Map.entry("JOB_TITLE", "job_title"),
            Map.entry("COUNTRY", "country"));

    private final RememberedForms<JsonNode> forms = new RememberedForms<>();

    /** A form, as far as the token may read it. */
    JsonNode get(Graph graph, String formId) {
        if (formId.isEmpty()) {
            return Json.MAPPER.createObjectNode();
        }
        return forms.get(
                graph.config().choice(Graph.API_BASE_URL),
                graph.config().secret(Graph.ACCESS_TOKEN.key()).orElse(""),
                formId,
                () -> ask(graph, formId));
    }

    /** Without it answers go by their keys. */
    private static JsonNode ask(Graph graph, String formId) {
        try {
            return graph.get(
                    "/" + ProviderHttp.part(formId), Map.of("fields", "id,name,locale,questions,legal_content"));
        } catch (ProviderFailure e) {
            if (e.kind() == ProviderFailure.Kind.REFUSED) {
                return Json.MAPPER.createObjectNode();
            }
            throw e;
        }
    }

    static FormAnswers answers(JsonNode lead, JsonNode form) {
        var answers = new FormAnswers();
        var questions = FormAnswers.byId(form.path("questions"), "key");
        for (var answer : lead.path("field_data")) {
            var name = answer.path("name").asString("");
            var question = questions.getOrDefault(
                    ExternalIds.of(answer.path("name")).orElse(""), Json.MAPPER.createObjectNode());
            var label = question.path("label").asString(name);
            answers.add(name, label, field(question, name), value(answer.path("values"), question));
        }
        for (var box : lead.path("custom_disclaimer_responses")) {
            var key = box.path("checkbox_key").asString("");
            var checked = box.path("is_checked").asString("");
            var isChecked = checked.equals("1") || checked.equals("true");
            answers.add("consent." + key, "Consent " + key, "", Json.MAPPER.valueToTree(isChecked));
        }
        return answers;
    }

    private static String field(JsonNode question, String name) {
        var byType = FIELDS.get(question.path("type").asString(""));
        if (byType != null) {
            return byType;
        }
        return switch (name) {
            case "work_email" -> "email";
            case "work_phone_number" -> "phone";
            default -> FormAnswers.fieldFor(name);
        };
    }

    /** Of a choice there may be the key alone. */
    private static JsonNode value(JsonNode values, JsonNode question) {
        var labels = Json.MAPPER.createArrayNode();
        var options = FormAnswers.byId(question.path("options"), "key");
        for (var value : values) {
            var text = value.asString("");
            var option = options.get(ExternalIds.of(value).orElse(""));
            labels.add(option == null ? text : option.path("value").asString(text));
        }
        return labels.size() == 1 ? Objects.requireNonNull(labels.get(0)) : labels;
    }

    /** Members of a form that are kept with each lead: what was asked and agreed to. */
    static ObjectNode kept(JsonNode form) {
        return form instanceof ObjectNode object ? object.deepCopy() : Json.MAPPER.createObjectNode();
    }
}
