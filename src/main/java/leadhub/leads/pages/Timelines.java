package leadhub.leads.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.fields.FieldKind;
import leadhub.leads.pages.Timeline.Difference;
import leadhub.leads.pages.Timeline.Entry;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.panel.FormErrors;
import leadhub.panel.Page;
import leadhub.panel.Visit;
import leadhub.pipelines.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Tells what happened to a lead from its events: who changed which field from what to what. */
@Component
class Timelines {
    static final int LENGTH = 20;

    /** In the order people read them; what is worked out from others is left out. */
    private static final List<LeadField<?>> FIELDS = Stream.concat(
                    LeadFields.LINES.stream(),
                    Stream.of(
                            LeadFields.SOURCE,
                            LeadFields.STATUS,
                            LeadFields.PIPELINE_STAGE_ID,
                            LeadFields.ASSIGNED_USER_ID,
                            LeadFields.DEAL_VALUE,
                            LeadFields.DEAL_CURRENCY,
                            LeadFields.LOST_REASON,
                            LeadFields.EXPECTED_CLOSE_ON,
                            LeadFields.STARRED,
                            LeadFields.NOTES,
                            LeadFields.CUSTOM_FIELDS,
                            LeadFields.TAGS,
                            LeadFields.SCORE_ADJUSTMENT,
                            LeadFields.LEAD_SCORE))
            .toList();

    private static final Set<String> WITH_CHANGES = Set.of("lead.updated", "lead.merged", "lead.unmerged");

    private final TimelineSql sql;
    private final TimelineNotes notes;
    private final Clock clock;

    Timelines(TimelineSql sql, TimelineNotes notes, Clock clock) {
        this.sql = sql;
        this.notes = notes;
        this.clock = clock;
    }

    /** The latest that happened to a lead. @param mistake what is wrong in the form of a note */
    Timeline of(Visit visit, Lead lead, LeadChoices choices, FormErrors mistake) {
        return of(visit, lead, choices, Long.MAX_VALUE, mistake);
    }

    /** The latest that happened before an event, or before a note where those alone are asked for. */
    Timeline of(Visit visit, Lead lead, LeadChoices choices, long before, FormErrors mistake) {
        var filter = TimelineFilter.of(visit);
        var found = filter == TimelineFilter.NOTES
                ? notes.latest(visit, lead, before, LENGTH + 1, mistake).stream()
                        .map(Timelines::entry)
                        .toList()
                : entries(visit, lead, choices, filter, before, mistake);
        var shown = found.stream().limit(LENGTH).toList();
        return new Timeline(
                lead.id(),
                filter,
                shown,
                filter == TimelineFilter.ALL && before == Long.MAX_VALUE
                        ? shown.stream().mapToLong(Entry::id).findFirst().orElse(0)
                        : latest(visit.caller(), lead.id()),
                found.size() > LENGTH ? shown.getLast().id() : null,
                visit.asked("since").filter(day -> day.matches("[0-9-]{10}")).orElse(""),
                LocalDate.ofInstant(clock.instant(), visit.page().zone()));
    }

    private List<Entry> entries(
            Visit visit, Lead lead, LeadChoices choices, TimelineFilter filter, long before, FormErrors mistake) {
        var events = sql.read(visit.caller().workspaceId(), lead, filter, before, LENGTH + 1);
        var ids = events.stream()
                .map(TimelineSql.Event::noteId)
                .filter(id -> id > 0)
                .toList();
        // One that was deleted and came back is told of twice, and shown where it came back.
        var written = new HashMap<>(ids.isEmpty() ? Map.of() : notes.shown(visit, lead, ids, mistake));
        return events.stream()
                .map(event -> entry(visit.page(), event, choices, written.remove(event.noteId())))
                .toList();
    }

    private static Entry entry(TimelineNotes.Shown note) {
        return new Entry(note.id(), "lead.noted", note.at(), note.who(), List.of(), "", "", false, "", note);
    }

    /** The latest event of a lead, by which a page knows whether anything has happened since it was shown. */
    long latest(Caller caller, long leadId) {
        return sql.latest(caller.workspaceId(), leadId);
    }

    /** All of what came in about a lead, as JSON; empty if that event isn't there or nothing came in. */
    Optional<String> sent(Caller caller, Lead lead, long eventId) {
        return sql.sent(caller.workspaceId(), lead, eventId);
    }

    static Entry entry(Page page, TimelineSql.Event event, LeadChoices choices, TimelineNotes.@Nullable Shown note) {
        var differences = new ArrayList<Difference>();
        if (WITH_CHANGES.contains(event.kind())) {
            for (var field : FIELDS) {
                // Tags by their names, which events keep beside their ids.
                var kept = field == LeadFields.TAGS ? field.name() : field.column();
                var before = event.before().path(kept);
                var after = event.after().path(kept);
                if (field == LeadFields.CUSTOM_FIELDS) {
                    differences.addAll(custom(page, before, after, choices));
                } else if (!before.isMissingNode() || !after.isMissingNode()) {
                    differences.add(new Difference(
                            field.name(), null, word(page, field, before, choices), word(page, field, after, choices)));
                }
            }
        }
        if (event.kind().equals("lead.rescored")) {
            differences.add(new Difference(
                    LeadFields.LEAD_SCORE.name(),
                    null,
                    page.numberIn(event.score().before()),
                    page.numberIn(event.score().after())));
        }
        return new Entry(
                event.id(),
                event.conversation().isEmpty() ? event.kind() : "lead.conversation",
                event.at(),
                event.who(),
                differences,
                event.title(),
                event.sent(),
                event.isCut(),
                event.conversation(),
                note);
    }

    /** Each key by itself, by the name that people know. */
    private static List<Difference> custom(Page page, JsonNode before, JsonNode after, LeadChoices choices) {
        var keys = new TreeSet<>(before.propertyNames());
        keys.addAll(after.propertyNames());
        var shown = keys.stream()
                .limit(TimelineSql.MOST_FIELDS)
                .map(key -> new Difference(
                        LeadFields.CUSTOM_FIELDS.name(),
                        choices.fieldName(key),
                        word(page, key, before.get(key), choices),
                        word(page, key, after.get(key), choices)))
                .collect(Collectors.toCollection(ArrayList::new));
        if (shown.size() == TimelineSql.MOST_FIELDS) {
            shown.add(new Difference(LeadFields.CUSTOM_FIELDS.name(), "…", "", ""));
        }
        return shown;
    }

    /** A number only where the workspace says that the field has numbers: else it may be somebody's id. */
    private static String word(Page page, String key, @Nullable JsonNode value, LeadChoices choices) {
        var text = FieldValuesShown.text(value);
        return choices.fields().stream().anyMatch(field -> field.key().equals(key) && field.kind() == FieldKind.NUMBER)
                ? page.numberIn(text)
                : text;
    }

    private static String word(Page page, LeadField<?> field, JsonNode value, LeadChoices choices) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (field == LeadFields.PIPELINE_STAGE_ID) {
            return choices.stage(value.longValue()).map(Stage::name).orElse("#" + value.longValue());
        }
        if (field == LeadFields.ASSIGNED_USER_ID) {
            return choices.userName(page, value.longValue());
        }
        if (field.kind() == LeadField.Kind.DAY) {
            return page.day(LocalDate.parse(value.asString()));
        }
        if (LeadFieldText.isNumber(field.name())) {
            return page.numberIn(value.asString());
        }
        return value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
                : value.asString();
    }
}
