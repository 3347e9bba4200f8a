package leadhub.integrations.jotform;

import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leadhub.base.Json;
import leadhub.integrations.mapping.FormAnswers;
import tools.jackson.databind.JsonNode;

/**
 * The answers of a submission, from a hook or from the API. A question has a number and a unique name, which is its label in camel case:
 * {@code q3_fullName}. What a name doesn't say, its kind does, and else the parts of its answer.
 */
final class JotformAnswers {
    /** A name may have underscores of its own. */
    private static final Pattern QUESTION = Pattern.compile("q[0-9]+_(.+)");

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+[.][^@\\s]+");
    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|_");

    private final FormAnswers answers = new FormAnswers();

    private JotformAnswers() {}

    /** What a hook posts as {@code rawRequest}: answers by the keys of their questions, and noise. */
    static FormAnswers ofHook(JsonNode raw) {
        var read = new JotformAnswers();
        for (var member : raw.properties()) {
            var question = QUESTION.matcher(member.getKey());
            if (question.matches()) {
                read.add(member.getKey(), question.group(1), "", member.getValue());
            }
        }
        return read.answers;
    }

    /** What the API has of a submission: questions by their numbers, each with its kind. */
    static FormAnswers ofApi(JsonNode submission) {
        var read = new JotformAnswers();
        for (var member : submission.path("answers").properties()) {
            var question = member.getValue();
            var name = question.path("name").asString("");
            if (question.has("answer") && !name.isEmpty()) {
                var field = switch (question.path("type").asString("")) {
                    case "control_email" -> "email";
                    case "control_phone" -> "phone";
                    case "control_fullname" -> "full_name";
                    default -> FormAnswers.fieldFor(question.path("text").asString(""));
                };
                read.add("q" + member.getKey() + "_" + name, name, field, question.path("answer"));
            }
        }
        return read.answers;
    }

    /** @param field that its kind or its label says; empty for none */
    private void add(String key, String name, String field, JsonNode value) {
        var label = String.join(" ", WORD.split(name));
        if (value.has("first") || value.has("last")) {
            answers.add(key + ".first", "First name", "first_name", value.path("first"));
            answers.add(key + ".last", "Last name", "last_name", value.path("last"));
        } else if (value.has("full") || value.has("area") && value.has("phone")) {
            answers.add(key, label, "phone", value.has("full") ? value.path("full") : joined(value, "area", "phone"));
        } else if (value.has("addr_line1") || value.has("city")) {
            answers.add(
                    key, label, "", joined(value, "addr_line1", "addr_line2", "postal", "city", "state", "country"));
            answers.add(key + ".country", "Country", "country", value.path("country"));
        } else if (value.has("year")) {
            answers.add(key, label, "", date(value));
        } else {
            answers.add(key, label, fieldOf(label, field, value), value);
        }
    }

    private static String fieldOf(String label, String field, JsonNode value) {
        var isEmail =
                value.isString() && EMAIL.matcher(value.stringValue().strip()).matches();
        if (isEmail) {
            return "email";
        }
        return field.isEmpty() ? FormAnswers.fieldFor(label) : field;
    }

    private static JsonNode joined(JsonNode value, String... parts) {
        var texts = new ArrayList<String>();
        Stream.of(parts)
                .map(part -> value.path(part).asString("").strip())
                .filter(text -> !text.isEmpty())
                .forEach(texts::add);
        return Json.MAPPER.getNodeFactory().stringNode(String.join(" ", texts));
    }

    private static JsonNode date(JsonNode value) {
        var parts =
                Stream.of("year", "month", "day").map(part -> value.path(part).asString(""));
        return Json.MAPPER.getNodeFactory().stringNode(String.join("-", parts.toList()));
    }
}
