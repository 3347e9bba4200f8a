package leadhub.integrations.linkedin;

import java.util.Map;
import leadhub.base.Json;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.mapping.FormAnswers;
import tools.jackson.databind.JsonNode;

/** What answers mean: they name questions and choices by numbers, which the form explains. */
final class LinkedInAnswers {
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("FIRST_NAME", "first_name"),
            Map.entry("LAST_NAME", "last_name"),
            Map.entry("EMAIL", "email"),
            Map.entry("WORK_EMAIL", "email"),
            Map.entry("PHONE_NUMBER", "phone"),
            Map.entry("WORK_PHONE_NUMBER", "phone"),
            Map.entry("COMPANY_NAME", "company"),
            Map.entry("COMPANY_SIZE", "company_size"),
            Map.entry("INDUSTRY", "industry"),
            Map.entry("JOB_TITLE", "job_title"),
            Map.entry("LINKEDIN_PROFILE_LINK", "linkedin_url"),
            Map.entry("COUNTRY", "country"));

    private LinkedInAnswers() {}

    static FormAnswers of(JsonNode lead, JsonNode form) {
        var answers = new FormAnswers();
        var response = lead.path("formResponse");
        var questions = FormAnswers.byId(form.path("content").path("questions"), "questionId");
        for (var answer : response.path("answers")) {
            var id = ExternalIds.of(answer.path("questionId")).orElse("");
            var question = questions.getOrDefault(id, Json.MAPPER.createObjectNode());
            var label = label(question, id);
            var field = FIELDS.getOrDefault(question.path("predefinedField").asString(""), "");
            answers.add(id, label, field, value(answer.path("answerDetails"), question));
        }
        for (var hidden : form.path("hiddenFields")) {
            var name = hidden.path("name").asString("");
            answers.add("hidden." + name, name, "", hidden.path("value"));
        }
        for (var consent : response.path("consentResponses")) {
            var id = ExternalIds.of(consent.path("consentId")).orElse("");
            answers.add("consent." + id, "Consent " + id, "", consent.path("accepted"));
        }
        return answers;
    }

    private static String label(JsonNode question, String id) {
        var name = question.path("name").asString("");
        var asked = localized(question.path("question"));
        return name.isEmpty() ? asked.isEmpty() ? "Question " + id : asked : name;
    }

    /** In the first language that there is. */
    private static String localized(JsonNode text) {
        return text.path("localized")
                .valueStream()
                .map(one -> one.asString(""))
                .findFirst()
                .orElse("");
    }

    private static JsonNode value(JsonNode details, JsonNode question) {
        if (details.has("textQuestionAnswer")) {
            return details.path("textQuestionAnswer").path("answer");
        }
        var options = FormAnswers.byId(
                question.path("questionDetails")
                        .path("multipleChoiceQuestionDetails")
                        .path("options"),
                "id");
        var chosen = Json.MAPPER.createArrayNode();
        for (var option : details.path("multipleChoiceAnswer").path("options")) {
            var id = ExternalIds.of(option).orElse("");
            var text = localized(
                    options.getOrDefault(id, Json.MAPPER.createObjectNode()).path("text"));
            chosen.add(text.isEmpty() ? id : text);
        }
        return chosen;
    }
}
