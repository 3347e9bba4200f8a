package leadhub.automations.pages;

import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leadhub.automations.Automation;
import leadhub.automations.AutomationDraft;
import leadhub.automations.runs.RunOverviews.StepCounts;
import leadhub.automations.steps.Pause;
import leadhub.base.Refusal;
import leadhub.panel.Page;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The builder.
 *
 * @param draft what is kept
 * @param counts of steps, by their ids
 */
public record BuilderScreen(
        Automation automation, AutomationDraft draft, Shown shown, Offer offer, Map<String, StepCounts> counts) {
    /**
     * What stands in the form.
     *
     * @param body the draft's, or what was sent while somebody else saved
     * @param problems what speaks against publishing it, by the API's paths
     * @param isChecked whether all of that is said; else what is merely missing isn't
     * @param token of the draft that it was made of
     * @param isOutdated whether it isn't kept, for somebody else has saved since
     * @param focus the id of what gets the focus; {@code ""} for nothing
     */
    public record Shown(
            ObjectNode body,
            Map<String, List<Refusal>> problems,
            boolean isChecked,
            String token,
            boolean isOutdated,
            String focus) {}

    /** What can be chosen. @param hook null where outside programs don't start it */
    public record Offer(
            StepKinds kinds,
            BuilderChoices choices,
            @Nullable HookScreen hook) {}

    public String path() {
        return AutomationPages.path(automation.id());
    }

    public JsonNode body() {
        return shown.body();
    }

    public String name() {
        return body().path("name").asString("");
    }

    public JsonNode trigger() {
        return body().path("trigger");
    }

    public String triggerType() {
        return trigger().path("type").asString("");
    }

    public boolean respectsHours() {
        return body().path("respect_business_hours").asBoolean(false);
    }

    public String reEntry() {
        return body().path("re_entry").asString("every_time");
    }

    /** What nothing new has been begun from since; whoever publishes replaces it. */
    public boolean isBehind() {
        return draft.isBehind();
    }

    /** In what the form differs from what somebody else has saved. */
    public List<DraftDifferences.Difference> differences(Page page) {
        return DraftDifferences.between(page, offer, draft.body(), shown.body());
    }

    public StepList steps() {
        return StepList.of(body());
    }

    public static String id(JsonNode step) {
        return step.path("id").asString("");
    }

    public StepCounts counts(JsonNode step) {
        return counts.getOrDefault(id(step), StepCounts.NONE);
    }

    /** The conditions that stand in an object. @param key see {@link BuilderFormReader} */
    public ConditionList conditions(String key, JsonNode object, String path) {
        return ConditionList.of(key, number(key), object, path, offer.choices().fields());
    }

    /** The number of a list of conditions in the form. */
    private int number(String key) {
        var keys = new ArrayList<String>();
        keys.add("t");
        keys.add("x");
        for (var step : new DraftTree(shown.body()).all()) {
            keys.add("s." + id(step));
            for (var i = 0; i < step.path("config").path("paths").size(); i++) {
                keys.add("p." + id(step) + "." + i);
            }
        }
        return keys.indexOf(key) + 1;
    }

    /** What is wrong with a place, or with a part of it. */
    public List<Refusal> problems(String path) {
        return shown.problems().entrySet().stream()
                .filter(one -> one.getKey().equals(path) || one.getKey().startsWith(path + "."))
                .flatMap(one -> one.getValue().stream().filter(this::isSaid))
                .toList();
    }

    /** What is wrong with a place alone. */
    public List<Refusal> problemsAt(String path) {
        return shown.problems().getOrDefault(path, List.of()).stream()
                .filter(this::isSaid)
                .toList();
    }

    public boolean isWrong(String path) {
        return !problems(path).isEmpty();
    }

    private boolean isSaid(Refusal refusal) {
        return shown.isChecked() || refusal.key().equals("in");
    }

    /** Whether all that is wrong with a place is that what it names isn't there. */
    public boolean isOnlyUnknown(String path) {
        var problems = problems(path);
        return !problems.isEmpty()
                && problems.stream().allMatch(refusal -> refusal.key().equals("in"));
    }

    /** Whether something else than tags speaks against it. */
    public boolean isUnfit() {
        return isUnfit(shown.problems());
    }

    /** A tag that isn't there yet can be made; everything else has to be put right. */
    static boolean isUnfit(Map<String, List<Refusal>> problems) {
        return problems.entrySet().stream()
                .anyMatch(one -> !one.getKey().endsWith(".config.tag")
                        || one.getValue().stream()
                                .anyMatch(refusal -> !refusal.key().equals("in")));
    }

    public boolean isFocused(String id) {
        return shown.focus().equals(id);
    }

    /** The id of a control with that name. */
    public static String domId(String name) {
        return name.replace('.', '-');
    }

    /** What stands in a field, as text. */
    public static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "" : value.isValueNode() ? value.asString() : value.toString();
    }

    /** Several texts in one line. */
    public static String line(JsonNode value) {
        return value.isArray()
                ? String.join(", ", value.valueStream().map(BuilderScreen::text).toList())
                : text(value);
    }

    /** Whether a list of ids, or of objects with ids, or of words has one. */
    public static boolean has(JsonNode list, String one) {
        return list.isArray()
                && list.valueStream()
                        .anyMatch(item ->
                                text(item.isObject() ? item.path("id") : item).equals(one));
    }

    /** Headers, one a line, without their values where those are kept apart. */
    public static String headers(JsonNode headers) {
        return String.join(
                "\n",
                headers.propertyStream()
                        .map(one -> one.getKey() + ": "
                                + (one.getValue().isString() ? one.getValue().stringValue() : "***"))
                        .toList());
    }

    /** How a receiver is chosen: {@code lead}, {@code assignee}, {@code users} or {@code address}. */
    public static String receiver(JsonNode to) {
        if (to.isArray()) {
            return "users";
        }
        var word = text(to);
        return word.equals("lead") || word.equals("assignee") ? word : "address";
    }

    /** The ids in a list that can be chosen no more. */
    public static List<String> gone(JsonNode list, List<BuilderChoices.Option> options) {
        return list.valueStream()
                .map(item -> text(item.isObject() ? item.path("id") : item))
                .filter(id ->
                        options.stream().noneMatch(option -> option.value().equals(id)))
                .toList();
    }

    /** The name of a day, {@code mon}. */
    public static String weekday(Page page, String word) {
        return Pause.weekday(word)
                .map(day -> day.getDisplayName(TextStyle.SHORT_STANDALONE, page.locale()))
                .orElse(word);
    }
}
