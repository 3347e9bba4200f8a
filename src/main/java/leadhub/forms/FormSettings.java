package leadhub.forms;

import java.time.Instant;
import java.util.List;
import leadhub.base.Json;
import leadhub.web.input.IsoTimes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a form does besides asking, as one JSON object in which each member is there. */
public record FormSettings(ObjectNode json) {

    /** What a form has of which nothing was said. */
    static FormSettings usual() {
        var json = Json.MAPPER.createObjectNode();
        for (var name : List.of(
                "submit_label",
                "success_message",
                "redirect_url",
                "language",
                "pipeline_id",
                "pipeline_stage_id",
                "assigned_user_id")) {
            json.putNull(name);
        }
        json.putArray("round_robin_user_ids");
        json.putArray("tags");
        json.put("source", "web_form").put("duplicate_policy", DuplicatePolicy.FILL.word());
        json.putArray("notify_user_ids");
        json.put("double_opt_in", false);
        json.putArray("allowed_hosts");
        json.putNull("closes_at").putNull("max_submissions").put("store_partial", false);
        json.putObject("spam").put("proof_of_work", false).put("min_seconds", 3);
        var theme = json.putObject("theme");
        List.of("accent", "background", "radius", "font").forEach(theme::putNull);
        json.putArray("steps");
        return new FormSettings(json);
    }

    public @Nullable String submitLabel() {
        return text("submit_label");
    }

    public @Nullable String successMessage() {
        return text("success_message");
    }

    public @Nullable String redirectUrl() {
        return text("redirect_url");
    }

    public @Nullable String language() {
        return text("language");
    }

    public @Nullable Long pipelineId() {
        return id("pipeline_id");
    }

    public @Nullable Long pipelineStageId() {
        return id("pipeline_stage_id");
    }

    public @Nullable Long assignedUserId() {
        return id("assigned_user_id");
    }

    public List<Long> roundRobinUserIds() {
        return ids("round_robin_user_ids");
    }

    public List<Long> notifyUserIds() {
        return ids("notify_user_ids");
    }

    public List<String> tags() {
        return texts("tags");
    }

    public String source() {
        return json.get("source").stringValue();
    }

    public DuplicatePolicy duplicatePolicy() {
        return DuplicatePolicy.ofWord(json.get("duplicate_policy").stringValue())
                .orElseThrow();
    }

    public boolean isDoubleOptIn() {
        return json.get("double_opt_in").booleanValue();
    }

    /** Whether what visitors type is kept before they send it, once they have agreed. */
    public boolean storesPartial() {
        return json.get("store_partial").booleanValue();
    }

    public List<String> allowedHosts() {
        return texts("allowed_hosts");
    }

    public @Nullable Instant closesAt() {
        var text = text("closes_at");
        return text == null ? null : IsoTimes.read(text).orElseThrow();
    }

    public @Nullable Long maxSubmissions() {
        return id("max_submissions");
    }

    /** How long nobody takes less to fill it in; 0 for no such check. */
    public int minSeconds() {
        return json.get("spam").get("min_seconds").intValue();
    }

    /** Whether a visitor's browser has to do some arithmetic. */
    public boolean asksForWork() {
        return json.get("spam").get("proof_of_work").booleanValue();
    }

    /** A member of the theme: a colour, a font, or pixels. */
    public @Nullable String theme(String name) {
        var value = json.get("theme").get(name);
        return value.isNull() ? null : value.asString();
    }

    /** The title of a step, from 1; null for none. */
    public @Nullable String stepTitle(int step) {
        var title = json.get("steps").path(step - 1).path("title");
        return title.isString() ? title.stringValue() : null;
    }

    private @Nullable String text(String name) {
        var value = json.get(name);
        return value.isNull() ? null : value.stringValue();
    }

    private @Nullable Long id(String name) {
        var value = json.get(name);
        return value.isNull() ? null : (Long) value.longValue();
    }

    private List<Long> ids(String name) {
        return json.get(name).valueStream().map(JsonNode::longValue).toList();
    }

    private List<String> texts(String name) {
        return json.get(name).valueStream().map(JsonNode::stringValue).toList();
    }
}
