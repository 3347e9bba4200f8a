package leadhub.forms.pages;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
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
        settings.set("notify_user_ids", chosen(visit, "notify_user_ids"));
        if (visit.form().node().has("min_seconds")) {
            addMore(visit, settings);
        }
        return body;
    }

    private static void addMore(Visit visit, ObjectNode settings) {
        settings.put("closes_at", time(visit));
        settings.put("store_partial", !visit.field("store_partial").isEmpty());
        settings.set("round_robin_user_ids", chosen(visit, "round_robin_user_ids"));
        settings.putObject("spam")
                .put("min_seconds", visit.field("min_seconds"))
                .put("proof_of_work", !visit.field("proof_of_work").isEmpty());
        var theme = settings.putObject("theme");
        for (var name : new String[] {"accent", "background", "radius", "font"}) {
            theme.put(name, visit.field(name));
        }
        var steps = settings.putArray("steps");
        visit.field("steps")
                .lines()
                .map(String::strip)
                .forEach(title -> steps.addObject().put("title", title));
    }

    /** A time of day where the visitor is; whatever else it is stands as it came, to be refused. */
    private static String time(Visit visit) {
        var text = visit.field("closes_at");
        try {
            return text.isEmpty()
                    ? ""
                    : LocalDateTime.parse(text)
                            .atZone(visit.page().zone())
                            .toInstant()
                            .toString();
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private static ArrayNode split(String text, String separator) {
        var list = Json.MAPPER.createArrayNode();
        Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(list::add);
        return list;
    }

    private static ArrayNode chosen(Visit visit, String name) {
        return visit.form().node().path(name) instanceof ArrayNode ids ? ids : Json.MAPPER.createArrayNode();
    }
}
