package leadhub.integrations.jotform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leadhub.base.Json;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.ExternalIds;
import leadhub.integrations.FormAnswers;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationType;
import leadhub.integrations.MappingEntry;
import leadhub.web.intake.KeptBody;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Forms of Jotform: one submission a request, as a form whose part {@code rawRequest} is JSON. Jotform signs nothing, so the secret URL is
 * all that says whom it is from.
 *
 * @see <a href="https://api.jotform.com/docs/">Jotform's description</a>
 */
@Component
final class Jotform implements IntegrationType {
    /** {@code q3_fullName}; a name may have underscores of its own. */
    private static final Pattern QUESTION = Pattern.compile("q[0-9]+_(.+)");

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+[.][^@\\s]+");
    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|_");

    @Override
    public About about() {
        return new About(
                "jotform",
                "Jotform",
                Category.LEAD_SOURCE,
                Status.FROM_DOCUMENTS,
                "Takes each submission of a form: add this URL under Settings, Integrations, Webhooks. Jotform signs nothing, so keep the URL secret.");
    }

    @Override
    public List<MappingEntry> usualMapping() {
        return FormAnswers.usualMapping(
                MappingEntry.of("$.formTitle", "custom_fields.jotform_title"),
                MappingEntry.of("$.formID", "custom_fields.jotform_form_id"));
    }

    @Override
    public Received receive(Hook hook, IntegrationConfig config) {
        var sent = KeptBody.parse(hook.whole().contentType(), hook.whole().body());
        return Received.one(hook.whole()
                .withExternalId(ExternalIds.of(sent.path("submissionID")).orElse(null)));
    }

    @Override
    public JsonNode payload(ReceivedIntake received) {
        if (!(received.fields() instanceof ObjectNode payload)) {
            return received.fields();
        }
        var answers = new FormAnswers();
        var raw = raw(payload.path("rawRequest"));
        for (var member : raw.properties()) {
            var question = QUESTION.matcher(member.getKey());
            if (question.matches()) {
                add(answers, member.getKey(), question.group(1), member.getValue());
            }
        }
        payload.set("rawRequest", raw);
        answers.putInto(payload);
        return payload;
    }

    private static JsonNode raw(JsonNode text) {
        try {
            return text.isString() ? Json.MAPPER.readTree(text.stringValue()) : text;
        } catch (JacksonException e) {
            return text;
        }
    }

    /** Names are the labels in camel case. What a name doesn't say, its parts do. */
    private static void add(FormAnswers answers, String key, String name, JsonNode value) {
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
            answers.add(key, label, field(label, value), value);
        }
    }

    private static String field(String label, JsonNode value) {
        var isEmail =
                value.isString() && EMAIL.matcher(value.stringValue().strip()).matches();
        return isEmail ? "email" : FormAnswers.fieldFor(label);
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

    @Override
    public List<MappingEntry> ownMapping(JsonNode payload) {
        return FormAnswers.ownMapping(payload);
    }
}
