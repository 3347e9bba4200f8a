package leadhub.bots.flows;

import java.util.List;
import leadhub.actions.ActionRequest;
import leadhub.actions.Actions;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.tags.Tag;
import leadhub.tags.Tags;
import leadhub.web.input.Errors;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Reads flows as people spell them. Whatever is wrong is said by its path, {@code steps.2.config.text}, and read as well as can be, so that all
 * that is wrong is said at once.
 */
@Component
class FlowReader {
    private final Actions actions;
    private final FlowFields fields;
    private final Tags tags;

    FlowReader(Actions actions, FlowFields fields, Tags tags) {
        this.actions = actions;
        this.fields = fields;
        this.tags = tags;
    }

    /** A flow, and what speaks against it. */
    record Read(Flow flow, Errors errors) {}

    /** @param createsTags whether tags that aren't there are made, within the transaction of a verb */
    Read read(Caller caller, JsonNode sent, boolean createsTags) {
        var errors = new Errors();
        var steps = new FlowReading(this, caller, createsTags, errors, sent).steps();
        var flow = new Flow(steps);
        if (!errors.has("steps")) {
            FlowCheck.check(flow, errors);
        }
        return new Read(flow, errors);
    }

    FlowFields fields() {
        return fields;
    }

    /** By the rules of the action that does the same. */
    void checkField(Caller caller, JsonNode config, String path, Errors errors) {
        var name = Texts.trim(config.path("field").asString(""));
        if (!FlowFields.isWritten(name)) {
            errors.add(path + ".field", name.isEmpty() ? Refusal.of("required") : Refusal.of("in"));
            return;
        }
        var given = Json.MAPPER.createObjectNode().put("field", name);
        if (config.has("value")) {
            given.set("value", config.get("value"));
        }
        try {
            actions.find("set_field")
                    .orElseThrow()
                    .check(new ActionRequest(caller, given, key -> path + "." + key, false));
        } catch (ProblemException e) {
            if (!(e.problem() instanceof Problem.Invalid(var found))) {
                throw e;
            }
            errors.addAll(found);
        }
    }

    /** The tag of that name; null where there is none yet and none is made. */
    @Nullable
    Tag tag(Caller caller, String name, boolean createsTags) {
        return createsTags
                ? tags.ensure(caller, List.of(name)).getFirst()
                : tags.named(caller, name).orElse(null);
    }
}
