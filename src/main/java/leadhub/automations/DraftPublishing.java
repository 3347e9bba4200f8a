package leadhub.automations;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.automations.KnownAutomations.Known;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.base.Permission;
import leadhub.base.Refusal;
import leadhub.web.input.Input;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes drafts what runs go by, and says before what that means. */
@Service
public class DraftPublishing {
    private final Automations automations;
    private final AutomationTrials trials;
    private final AutomationDrafts drafts;
    private final Automations.Store store;

    DraftPublishing(
            Automations automations, AutomationTrials trials, AutomationDrafts drafts, Automations.Store store) {
        this.automations = automations;
        this.trials = trials;
        this.drafts = drafts;
        this.store = store;
    }

    /** What speaks against publishing it, by the API's paths; nothing is kept. */
    public Map<String, List<Refusal>> problems(Caller caller, long id, ObjectNode body) {
        return trials.problems(caller, id, () -> change(caller, id, body, true));
    }

    /** What the draft would be once it is published and switched on. Refuses what can't run. */
    @Transactional
    public Known imagined(Caller caller, long id) {
        var draft = drafts.open(caller, automations.get(caller, id));
        return trials.imagined(caller, id, change(caller, id, draft.body(), true));
    }

    /** What it would be, for whoever asks where its runs would go on. */
    public AutomationTrials.Preview preview(Caller caller, long id, ObjectNode body) {
        var plain = drafts.revealed(caller, id, body);
        standIn(plain.path("steps"));
        return trials.preview(caller, id, plain.get("trigger"), plain.get("steps"));
    }

    /** Where runs go on depends on no tag; steps with one that publishing is to make would be left out. */
    private static void standIn(JsonNode steps) {
        for (var step : steps) {
            var config = step.path("config");
            if (step instanceof ObjectNode object && config.path("tag").isString()) {
                object.put("type", "delay");
                object.remove("action");
                object.putObject("config").put("amount", 1).put("unit", "hours");
            }
            config.path("paths").forEach(path -> standIn(path.path("steps")));
            standIn(config.path("otherwise").path("steps"));
        }
    }

    /**
     * Makes it what runs go by from now on; empty if somebody else has saved since.
     *
     * @param turnsOn whether the automation is to be active, if it isn't
     */
    @Transactional
    public Optional<Known> publish(Caller caller, long id, String token, boolean turnsOn, Publishing how) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        var draft = drafts.open(caller, automations.lock(caller, id));
        if (!draft.token().equals(token)) {
            return Optional.empty();
        }
        var change = change(caller, id, draft.body(), turnsOn);
        var published = automations.change(caller, id, change, how.createsTags(), how.waiting());
        store.drafts().delete(caller.workspaceId(), id);
        return Optional.of(published);
    }

    /** @param createsTags whether tags that aren't there are made */
    public record Publishing(WaitingRuns waiting, boolean createsTags) {}

    private AutomationChange change(Caller caller, long id, ObjectNode body, boolean turnsOn) {
        var plain = drafts.revealed(caller, id, body);
        var input = new Input(plain);
        input.requireIfPresent("name");
        var name = input.solidText("name", Automation.MOST_NAME_CHARACTERS);
        Unread.refuse(plain, input.errors());
        input.errors().check();
        return new AutomationChange(
                name,
                Change.keep(),
                turnsOn ? Change.set(true) : Change.keep(),
                Change.set(plain.path("trigger").isObject() ? plain.required("trigger") : NullNode.getInstance()),
                Change.set(plain.path("steps") instanceof ArrayNode steps ? steps : Json.MAPPER.createArrayNode()),
                Change.set(ReEntry.ofWord(plain.path("re_entry").asString("")).orElse(ReEntry.EVERY_TIME)),
                Change.set(plain.path("respect_business_hours").asBoolean(false)),
                Change.set(plain.path("exit_when")));
    }
}
