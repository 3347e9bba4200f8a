package leadhub.forms.pages;

import java.util.Arrays;
import leadhub.base.Json;
import leadhub.panel.Visit;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The form of a form's settings in the builder: what it doesn't show stays as it is. */
final class SettingsForm {
    private SettingsForm() {}

    /** What was filled in, as the API spells it. */
    static ObjectNode body(Visit visit) {
        var body = Json.MAPPER.createObjectNode();
        for (var name : new String[] {"name", "description", "status"}) {
            body.put(name, visit.field(name));
        }
        var settings = body.putObject("settings");
        for (var name : new String[] {
            "submit_label",
            "success_message",
            "redirect_url",
            "language",
            "pipeline_stage_id",
            "assigned_user_id",
            "duplicate_policy",
            "max_submissions",
            "source"
        }) {
            settings.put(name, visit.field(name));
        }
        settings.putNull("pipeline_id");
        settings.put("double_opt_in", !visit.field("double_opt_in").isEmpty());
        settings.set("tags", split(visit.field("tags"), ","));
        settings.set("allowed_hosts", split(visit.field("allowed_hosts"), "[\\s,]+"));
        settings.set("notify_user_ids", chosen(visit));
        return body;
    }

    private static ArrayNode split(String text, String separator) {
        var list = Json.MAPPER.createArrayNode();
        Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(list::add);
        return list;
    }

    private static ArrayNode chosen(Visit visit) {
        return visit.form().node().path("notify_user_ids") instanceof ArrayNode ids
                ? ids
                : Json.MAPPER.createArrayNode();
    }
}
