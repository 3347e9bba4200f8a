package leadhub.integrations.pages;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationReader;
import leadhub.integrations.IntegrationType;
import leadhub.integrations.TypeField;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import leadhub.web.input.LocalNumbers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads the form of an integration as the body that a program would send, so that both are held to the same rules. */
final class IntegrationFormReader {
    private static final String CONFIG = "config.";
    private static final List<String> OTHERS =
            List.of("name", "place", "assigned_user_id", "tags", "source", "duplicate_policy");

    private IntegrationFormReader() {}

    static Input body(Visit visit, IntegrationType type, boolean isNew) {
        var body = Json.MAPPER.createObjectNode();
        body.put("type", type.about().key());
        body.put("name", visit.field("name").isBlank() ? type.about().name() : visit.field("name"));
        var config = body.putObject("config");
        for (var field : type.fields()) {
            // What counts for nothing with what is chosen stays as it is.
            if (field.counts(key -> Optional.of(visit.field(CONFIG + key)).filter(typed -> !typed.isBlank()))) {
                put(visit, field, config, isNew);
            }
        }
        if (type.takesLeads()) {
            target(visit, body.putObject("target"));
        }
        return new Input(body);
    }

    /** A secret that isn't typed stays as it is, unless it is to go or another one is to be made. */
    private static void put(Visit visit, TypeField field, ObjectNode config, boolean isNew) {
        var key = field.key();
        var typed = visit.field(CONFIG + key);
        switch (field.kind()) {
            case SECRET -> {
                if (!typed.isEmpty()) {
                    config.put(key, typed);
                } else if (!visit.field("renew." + key).isEmpty() && field.isOurs()) {
                    config.put(key, IntegrationReader.newSecret());
                } else if (!visit.field("remove." + key).isEmpty()) {
                    config.putNull(key);
                }
            }
            case BOOLEAN -> config.put(key, !typed.isEmpty());
            case NUMBER -> {
                if (typed.isBlank()) {
                    config.putNull(key);
                } else {
                    config.put(key, visit.page().numbers().toPlain(typed, LocalNumbers.ANY));
                }
            }
            case TEXT, SELECT -> {
                if (!typed.isBlank()) {
                    config.put(key, typed);
                } else if (!isNew) {
                    config.putNull(key);
                }
            }
        }
    }

    private static void target(Visit visit, ObjectNode target) {
        var place = visit.field("place");
        if (place.startsWith(IntegrationForm.PIPELINE)) {
            target.put("pipeline_id", place.substring(IntegrationForm.PIPELINE.length()));
            target.putNull("pipeline_stage_id");
        } else {
            target.putNull("pipeline_id");
            put(target, "pipeline_stage_id", place);
        }
        put(target, "assigned_user_id", visit.field("assigned_user_id"));
        put(target, "source", visit.field("source"));
        put(target, "duplicate_policy", visit.field("duplicate_policy"));
        var tags = target.putArray("tags");
        Arrays.stream(visit.field("tags").split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .forEach(tags::add);
    }

    private static void put(ObjectNode target, String name, String typed) {
        if (typed.isBlank()) {
            target.putNull(name);
        } else {
            target.put(name, typed);
        }
    }

    /** The form as it was sent, with what is wrong with it. Secrets don't come back. */
    static IntegrationForm again(
            Visit visit,
            IntegrationType type,
            @Nullable Integration integration,
            TargetChoices.Choices choices,
            Map<String, List<Refusal>> problems) {
        var typed = new HashMap<String, String>();
        OTHERS.forEach(name -> typed.put(name, visit.field(name)));
        for (var field : type.fields()) {
            if (field.kind() != TypeField.Kind.SECRET) {
                typed.put(CONFIG + field.key(), visit.field(CONFIG + field.key()));
            }
        }
        return new IntegrationForm(type, integration, typed, choices, problems);
    }
}
