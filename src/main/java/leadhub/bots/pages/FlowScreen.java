package leadhub.bots.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import leadhub.automations.pages.ConditionList;
import leadhub.automations.pages.DraftTree;
import leadhub.automations.pages.StepList;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.bots.Bot;
import leadhub.bots.flows.BotFlow;
import leadhub.bots.flows.FlowFields;
import leadhub.conditions.ConditionField;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The model of the page on which a bot's flow is drawn.
 *
 * @param flow what is kept
 * @param offer what can be chosen
 */
public record FlowScreen(Bot bot, BotFlow flow, Shown shown, Offer offer) {
    /** What steps there are, as people look for them. */
    public static final List<List<String>> KINDS = List.of(
            List.of("message", "choice", "answer", "text", "email", "phone", "number", "date", "consent"),
            List.of("branch", "go_to", "set_field", "add_tag", "hand_over", "end"));

    private static final List<String> WAYS = List.of("flow.dead_end", "flow.unreachable", "flow.loop");

    /**
     * What stands in the form.
     *
     * @param body an object with the steps: the draft's, or what was sent while somebody else saved
     * @param isChecked whether what is merely missing is said too
     * @param isOutdated whether it isn't kept, for somebody else has saved since
     * @param focus the id of what gets the focus; "" for nothing
     */
    public record Shown(
            ObjectNode body,
            Map<String, List<Refusal>> problems,
            boolean isChecked,
            boolean isOutdated,
            String focus) {}

    /** @param written the fields of leads that steps may write @param asked those that conditions may ask */
    public record Offer(List<ConditionField> written, List<ConditionField> asked) {}

    public String path() {
        return "/settings/bots/" + bot.id() + "/flow";
    }

    public StepList steps() {
        return StepList.of(shown.body());
    }

    public static String id(JsonNode step) {
        return step.path("id").asString("");
    }

    /** What a step is; "" while nobody has said. */
    static String kind(JsonNode step) {
        var type = step.path("type").asString("");
        return KINDS.stream().anyMatch(kinds -> kinds.contains(type)) ? type : "";
    }

    public String kindOf(JsonNode step) {
        return kind(step);
    }

    /** Whether it says something. */
    public boolean speaks(String kind) {
        return KINDS.getFirst().contains(kind) || kind.equals("hand_over") || kind.equals("end");
    }

    /** Whether an answer can go into the lead. */
    public boolean fills(String kind) {
        return List.of("text", "choice", "number", "date").contains(kind);
    }

    /** Whether one can ask until a person has to help. */
    public boolean canHandOver(String kind) {
        return List.of("text", "email", "phone", "number", "date").contains(kind);
    }

    /** The languages beside the bot's own. */
    public List<String> others() {
        return bot.terms().languages().stream().skip(1).toList();
    }

    /** Every other step, to go to: its id, and what it says. */
    public List<Map.Entry<String, JsonNode>> others(String id) {
        return new DraftTree(shown.body())
                .all().stream()
                        .filter(step -> !id(step).equals(id) && !kind(step).isEmpty())
                        .map(step -> Map.entry(id(step), (JsonNode) step))
                        .toList();
    }

    /** Where a step stands in the order in which the page shows them. */
    public int number(String id) {
        var ids = new DraftTree(shown.body()).all().stream().map(FlowScreen::id).toList();
        return ids.indexOf(id) + 1;
    }

    public static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asString("") : "";
    }

    public ConditionList conditions(JsonNode step, int index, JsonNode path, String place) {
        var key = "p." + id(step) + "." + index;
        return ConditionList.of(key, group(key), path, place, offer.asked());
    }

    private int group(String key) {
        var keys = new ArrayList<String>();
        for (var step : new DraftTree(shown.body()).all()) {
            for (var i = 0; i < step.path("config").path("paths").size(); i++) {
                keys.add("p." + id(step) + "." + i);
            }
        }
        return keys.indexOf(key) + 1;
    }

    /** What is wrong with a place alone. */
    public List<Refusal> problemsAt(String path) {
        return shown.problems().getOrDefault(path, List.of()).stream()
                .filter(refusal -> shown.isChecked() && !WAYS.contains(refusal.key()))
                .toList();
    }

    /** What is wrong with a place or a part of it. */
    public List<Refusal> problemsIn(String path) {
        return shown.problems().keySet().stream()
                .filter(key -> key.equals(path) || key.startsWith(path + "."))
                .flatMap(key -> problemsAt(key).stream())
                .toList();
    }

    /** Where a way ends, never comes or goes round: that is said at once. */
    public List<Refusal> waysAt(String path) {
        return shown.problems().getOrDefault(path, List.of()).stream()
                .filter(refusal -> WAYS.contains(refusal.key()))
                .toList();
    }

    public boolean isWrong(String path) {
        return !problemsAt(path).isEmpty();
    }

    public boolean isUnfit() {
        return !shown.problems().isEmpty();
    }

    public boolean isFocused(String id) {
        return shown.focus().equals(id);
    }

    public static String domId(String name) {
        return name.replace('.', '-');
    }

    /** The answers of the flow's steps, as conditions know them. */
    static List<ConditionField> answers(JsonNode body) {
        return new DraftTree(body.isObject() ? (ObjectNode) body.deepCopy() : Json.MAPPER.createObjectNode())
                .all().stream().flatMap(FlowScreen::answer).toList();
    }

    private static Stream<ConditionField> answer(ObjectNode step) {
        var text = text(step.path("config").path("text"));
        var choices = step.path("config")
                .path("paths")
                .valueStream()
                .map(path -> text(path.path("name")))
                .filter(name -> !name.isEmpty())
                .map(name -> new ConditionField.Choice(name, name, ""))
                .toList();
        return FlowFields.kind(kind(step)).stream()
                .map(kind -> ConditionField.named(
                        FlowFields.ANSWERS + id(step), kind, text.isEmpty() ? id(step) : text, choices));
    }
}
