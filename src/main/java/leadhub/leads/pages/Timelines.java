package leadhub.leads.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.leads.pages.Timeline.Difference;
import leadhub.leads.pages.Timeline.Entry;
import leadhub.panel.Page;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Tells what happened to a lead from its events: who changed which field from what to what. */
@Component
class Timelines {
    private static final int LENGTH = 30;

    /** In the order people read them; what is worked out from others is left out. */
    private static final List<String> FIELDS = List.of(
            "first_name",
            "last_name",
            "email",
            "phone",
            "company",
            "job_title",
            "linkedin_url",
            "country",
            "industry",
            "company_size",
            "source",
            "status",
            "stage_id",
            "assigned_user_id",
            "deal_value",
            "starred",
            "notes",
            "custom_fields",
            "tags",
            "score_adjustment",
            "lead_score");

    private final TimelineSql sql;

    Timelines(TimelineSql sql) {
        this.sql = sql;
    }

    /** The latest that happened before an event; {@link Long#MAX_VALUE} for the very latest. */
    Timeline of(Visit visit, long leadId, LeadChoices choices, long before) {
        var events = sql.read(visit.caller().workspaceId(), leadId, before, LENGTH + 1);
        var entries = events.stream()
                .limit(LENGTH)
                .map(event -> entry(visit.page(), event, choices))
                .toList();
        return new Timeline(
                leadId, entries, events.size() > LENGTH ? entries.getLast().id() : null);
    }

    /** All of what came in about a lead, as JSON; empty if that event isn't there or nothing came in. */
    Optional<String> sent(Caller caller, long leadId, long eventId) {
        return sql.sent(caller.workspaceId(), leadId, eventId);
    }

    private static Entry entry(Page page, TimelineSql.Event event, LeadChoices choices) {
        var differences = new ArrayList<Difference>();
        if (event.kind().equals("lead.updated")) {
            for (var field : FIELDS) {
                var before = event.before().path(field);
                var after = event.after().path(field);
                if (field.equals("custom_fields")) {
                    differences.addAll(custom(before, after, choices));
                } else if (!before.isMissingNode() || !after.isMissingNode()) {
                    differences.add(new Difference(
                            field, null, word(page, field, before, choices), word(page, field, after, choices)));
                }
            }
        }
        if (event.kind().equals("lead.rescored")) {
            differences.add(new Difference(
                    "lead_score", null, event.score().before(), event.score().after()));
        }
        return new Entry(
                event.id(),
                event.kind(),
                event.at(),
                event.who(),
                differences,
                event.title(),
                event.sent(),
                event.isCut());
    }

    /** Each key by itself, by the name that people know. */
    private static List<Difference> custom(JsonNode before, JsonNode after, LeadChoices choices) {
        var keys = new TreeSet<>(before.propertyNames());
        keys.addAll(after.propertyNames());
        var shown = keys.stream()
                .limit(TimelineSql.MOST_FIELDS)
                .map(key -> new Difference(
                        "custom_fields",
                        choices.fieldName(key),
                        FieldValuesShown.text(before.get(key)),
                        FieldValuesShown.text(after.get(key))))
                .collect(Collectors.toCollection(ArrayList::new));
        if (shown.size() == TimelineSql.MOST_FIELDS) {
            shown.add(new Difference("custom_fields", "…", "", ""));
        }
        return shown;
    }

    private static String word(Page page, String field, JsonNode value, LeadChoices choices) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return switch (field) {
            case "stage_id" ->
                choices.stage(value.longValue()).map(stage -> stage.name()).orElse("#" + value.longValue());
            case "assigned_user_id" -> choices.userName(page, value.longValue());
            case "tags" ->
                value.isArray()
                        ? String.join(
                                ", ",
                                value.valueStream().map(JsonNode::asString).toList())
                        : value.asString();
            default -> value.asString();
        };
    }
}
