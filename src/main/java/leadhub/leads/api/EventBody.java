package leadhub.leads.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.PlainValues;
import leadhub.events.FieldChange;
import leadhub.events.PublicEvent;
import leadhub.events.PublicEventKind;
import leadhub.leads.LeadContexts;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFields;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;

/**
 * Spells public events as webhooks send them and {@code GET /events} answers them. An event has one body for ever: the lead
 * and all names in it are those of the moment when it happened, and the bytes are the same for the listener of that moment
 * and for who reads it weeks later.
 */
@Component
public class EventBody {
    private static final ObjectWriter JSON = Json.MAPPER.writer().with(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);

    /** Members of the lead that are spelled as its columns are. */
    private static final List<String> FIRST = List.of(
            "id",
            "first_name",
            "last_name",
            "email",
            "phone",
            "company",
            "source",
            "status",
            "lead_score",
            "deal_value",
            "deal_currency",
            "lost_reason",
            "expected_close_on");

    /** Members of a conversation. None tells who the visitor is, for nobody may know yet whom to erase. */
    private static final List<String> OF_CONVERSATION =
            List.of("id", "bot_id", "channel", "status", "language", "started_at");

    /** Fields in the order of the API, then those of the workspace by their keys. */
    private static final Comparator<String> ORDER =
            Comparator.<String>comparingInt(EventBody::place).thenComparing(Comparator.naturalOrder());

    private final LeadContexts contexts;

    EventBody(LeadContexts contexts) {
        this.contexts = contexts;
    }

    /** The body, as UTF-8. */
    public byte[] of(Caller caller, PublicEvent event) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", event.id().text());
        body.put("event", event.kind().word());
        body.put("occurred_at", time(event.event().at()));
        body.put("sequence", event.id().leadId() == 0 ? null : (Long) event.id().sequence());
        body.put("caused_by", event.event().actor().causedBy());
        body.put("changes", changes(event.changes()));
        body.put("lead", lead(caller, event));
        if (event.kind() == PublicEventKind.FORM_SUBMITTED) {
            addSubmission(body, event.event().detail());
        }
        if (event.kind() == PublicEventKind.MERGED) {
            body.put("merged", merged(event.event().detail()));
        }
        if (event.kind().isOfConversation()) {
            body.put("conversation", conversation(event.event().detail()));
        }
        return JSON.writeValueAsBytes(body);
    }

    private static Map<String, @Nullable Object> conversation(@Nullable String detail) {
        var told = Json.MAPPER.readTree(detail == null ? "{}" : detail).path("conversation");
        var conversation = new LinkedHashMap<String, @Nullable Object>();
        OF_CONVERSATION.forEach(name -> conversation.put(name, PlainValues.of(told.path(name))));
        return conversation;
    }

    private static Map<String, Object> merged(@Nullable String detail) {
        return Map.of(
                "lead_id", Json.MAPPER.readTree(detail == null ? "{}" : detail).path("lead_id"));
    }

    private static void addSubmission(Map<String, @Nullable Object> body, @Nullable String detail) {
        var sent = Json.MAPPER.readTree(detail == null ? "{}" : detail);
        var form = new LinkedHashMap<String, Object>();
        form.put("id", sent.path("form_id"));
        form.put("name", sent.path("form"));
        body.put("form", form);
        var submission = new LinkedHashMap<String, Object>();
        submission.put("id", sent.path("submission_id"));
        // In an order that doesn't depend on how the database keeps it.
        var values = new TreeMap<String, @Nullable Object>();
        sent.path("values").properties().forEach(value -> values.put(value.getKey(), PlainValues.of(value.getValue())));
        submission.put("values", values);
        body.put("submission", submission);
    }

    /** In the order of the API's fields. */
    static Map<String, FieldChange> changes(Map<String, FieldChange> changes) {
        var ordered = new LinkedHashMap<String, FieldChange>();
        changes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .forEach(change -> ordered.put(change.getKey(), change.getValue()));
        return ordered;
    }

    private static int place(String name) {
        return LeadFields.named(name).map(LeadFields.ALL::indexOf).orElse(Integer.MAX_VALUE);
    }

    /** Null if nothing is known of it: in a conversation with a visitor whom nobody knows, and in events of older versions. */
    private @Nullable Map<String, @Nullable Object> lead(Caller caller, PublicEvent event) {
        var columns = event.event().lead();
        if (columns.isEmpty()) {
            return null;
        }
        var lead = new LinkedHashMap<String, @Nullable Object>();
        FIRST.forEach(name -> lead.put(name, columns.get(name)));
        addContext(caller, columns, lead);
        lead.put("tags", Objects.requireNonNullElse(columns.get("tags"), List.of()));
        lead.put("custom_fields", Objects.requireNonNullElse(columns.get("custom_fields"), Map.of()));
        lead.put("created_at", time(columns.get("created_at"), event.event().at()));
        lead.put("updated_at", time(columns.get("updated_at"), event.event().at()));
        return lead;
    }

    /** A lead as it is now, spelled as in events. */
    public Map<String, @Nullable Object> lead(Caller caller, Lead lead) {
        var spelled = new LinkedHashMap<String, @Nullable Object>();
        FIRST.forEach(name -> LeadFields.named(name).ifPresent(field -> spelled.put(name, lead.get(field))));
        spelled.put("status", lead.status().word());
        var names = contexts.names(caller).of(lead);
        List.of("pipeline", "stage", "assigned_to").forEach(name -> spelled.put(name, names.get(name)));
        spelled.put("tags", lead.tagNames());
        spelled.put("custom_fields", Json.MAPPER.readTree(lead.customFields()));
        spelled.put("created_at", time(lead.createdAt()));
        spelled.put("updated_at", time(lead.updatedAt()));
        return spelled;
    }

    /** Events of older versions have no names: they get those of today. */
    private void addContext(Caller caller, Map<String, @Nullable Object> columns, Map<String, @Nullable Object> lead) {
        if (columns.containsKey("pipeline")) {
            List.of("pipeline", "stage", "assigned_to").forEach(name -> lead.put(name, columns.get(name)));
            return;
        }
        var names = contexts.names(caller);
        lead.put("pipeline", columns.get("pipeline_id") instanceof Long id ? names.pipeline(id) : null);
        lead.put("stage", columns.get("stage_id") instanceof Long id ? names.stage(id) : null);
        lead.put("assigned_to", columns.get("assigned_user_id") instanceof Long id ? names.owner(id) : null);
    }

    /** An older version wrote no {@code updated_at}; then the event's own time is closest. */
    private static String time(@Nullable Object text, Instant otherwise) {
        return time(text == null ? otherwise : Instant.parse(text.toString()));
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
