package leadhub.automations.triggers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.automations.steps.Span;
import leadhub.base.Refusal;
import leadhub.events.LeadEvent;
import leadhub.events.LeadEventKind;
import leadhub.fields.FieldKind;
import leadhub.fields.Fields;
import leadhub.leads.record.LeadEventFacts;
import leadhub.leads.record.LeadFields;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A day that stands in a field of the lead, or some days before or after it. */
@Component
final class DateField implements TimedTrigger {
    private static final String FIELD = "field";
    private static final String DAYS = "days";
    private static final String TIME = "time";
    /** Those of every lead. */
    private static final Set<String> OWN = Set.of(LeadFields.CREATED_AT.name(), LeadFields.EXPECTED_CLOSE_ON.name());

    private static final LocalTime USUAL_TIME = LocalTime.of(9, 0);
    private static final int MOST_CHARACTERS = 255;

    private final Fields fields;

    DateField(Fields fields) {
        this.fields = fields;
    }

    @Override
    public String type() {
        return "date_field";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(
                ActionField.required(FIELD, ActionField.Type.LEAD_FIELD),
                ActionField.optional(DAYS, ActionField.Type.NUMBER),
                ActionField.optional(TIME, ActionField.Type.TEXT));
    }

    @Override
    public ObjectNode check(ActionRequest request) {
        var field = request.text(FIELD, MOST_CHARACTERS);
        if (!isDate(request, field)) {
            throw request.refused(FIELD, Refusal.of("in"));
        }
        var days = request.has(DAYS) ? request.number(DAYS) : 0;
        if (Math.abs(days) > Span.MOST) {
            throw request.refused(
                    DAYS, Refusal.of("between").with("min", -Span.MOST).with("max", Span.MOST));
        }
        return TriggerConfig.none().put(FIELD, field).put(DAYS, days).put(TIME, time(request));
    }

    private boolean isDate(ActionRequest request, String name) {
        return OWN.contains(name)
                || fields.all(request.caller()).stream()
                        .anyMatch(field ->
                                field.kind() == FieldKind.DATE && field.path().equals(name));
    }

    private static String time(ActionRequest request) {
        if (!request.has(TIME)) {
            return USUAL_TIME.toString();
        }
        try {
            return LocalTime.parse(request.text(TIME, MOST_CHARACTERS))
                    .withNano(0)
                    .toString();
        } catch (DateTimeParseException e) {
            throw request.refused(TIME, Refusal.of("invalid"));
        }
    }

    /** For each lead, day and number of days once, whatever the time of day was changed to. */
    @Override
    public Optional<Due> due(Moment moment, ObjectNode config) {
        var day = day(moment, moment.lead().value(config.path(FIELD).asString("")));
        if (day == null) {
            return Optional.empty();
        }
        var time = LocalTime.parse(config.path(TIME).asString(USUAL_TIME.toString()));
        var days = config.path(DAYS).asLong();
        var due = day.plusDays(days).atTime(time);
        return Optional.of(new Due(Span.instant(due, moment.zone()), "date:" + day + ":" + days));
    }

    private static @Nullable LocalDate day(Moment moment, @Nullable Object value) {
        if (value instanceof Instant time) {
            return LocalDate.ofInstant(time, moment.zone());
        }
        try {
            return value instanceof String text ? LocalDate.parse(text) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    @Override
    public boolean isMovedBy(LeadEvent event, ObjectNode config) {
        var field = config.path(FIELD).asString("");
        var isNew = event.kind() == LeadEventKind.CREATED || event.kind() == LeadEventKind.RESTORED;
        return isNew ? new LeadEventFacts(event).value(field) != null : TriggerConfig.changed(event, field);
    }

    @Override
    public boolean isOnlyPutOff() {
        return false;
    }
}
