package leadhub.automations.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import leadhub.actions.ActionField;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether a draft can be sent as a form, which comes as a whole: with all of its controls, and with the body that they were
 * made of. What programs write may be larger; the panel shows that without letting it be changed.
 *
 * <p>Limits: 1,900 controls; 400,000 bytes as a form encodes them.
 */
final class BuilderSize {
    /** Of the 2,000 that a form may have. */
    private static final int MOST_CONTROLS = 1_900;
    /** Texts are sent twice, in the body and in their controls, of the 1 MiB that a request may have. */
    private static final int MOST_BYTES = 400_000;

    private static final int PER_CONDITION = 3;
    private static final int PER_LIST = 2;
    private static final int AROUND = 30;

    private final StepKinds kinds;

    private BuilderSize(StepKinds kinds) {
        this.kinds = kinds;
    }

    static boolean fits(StepKinds kinds, ObjectNode body) {
        return new BuilderSize(kinds).controls(body) <= MOST_CONTROLS
                && URLEncoder.encode(body.toString(), StandardCharsets.UTF_8).length() <= MOST_BYTES;
    }

    private int controls(ObjectNode body) {
        var trigger = body.path("trigger");
        var controls = AROUND
                + conditions(trigger.path("config").path("conditions"))
                + conditions(body.path("exit_when"))
                + fields(kinds.triggerFields(trigger.path("type").asString("")), trigger.path("config"));
        for (var step : new DraftTree(body.deepCopy()).all()) {
            var config = step.path("config");
            // What it does, and what delays and times to wait have at most.
            controls += 1 + config.path("weekdays").size() + PER_CONDITION + conditions(config);
            controls += fields(kinds.shown(step), config);
            for (var path : config.path("paths")) {
                controls += PER_LIST + conditions(path);
            }
        }
        return controls;
    }

    private static int conditions(JsonNode group) {
        return PER_LIST + PER_CONDITION * group.path("conditions").size();
    }

    private static int fields(Iterable<ActionField> fields, JsonNode config) {
        var controls = 0;
        for (var field : fields) {
            // One that says that it is there, and one that has the value; lists have as many, and spans of time a unit.
            controls += PER_LIST
                    + switch (field.type()) {
                        case DURATION -> 1;
                        case USERS, LEAD_FIELDS, RECEIVER ->
                            config.path(field.key()).size();
                        case MAPPING ->
                            PER_CONDITION
                                    * MappingRow.of(config.path(field.key())).size();
                        default -> 0;
                    };
        }
        return controls;
    }
}
