package leadhub.automations.triggers;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.automations.steps.Span;
import leadhub.base.Refusal;
import leadhub.events.EventFeed;
import leadhub.events.LeadEvent;
import leadhub.events.LeadEventKind;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A lead that nobody did anything about for some time, and that did nothing itself; what automations do doesn't count. */
@Component
final class NoActivity implements TimedTrigger {
    private static final String AMOUNT = "amount";
    private static final String UNIT = "unit";
    private static final List<String> UNITS = List.of("hours", "days");
    private static final Set<LeadEventKind> NOTHING_DONE =
            EnumSet.of(LeadEventKind.RESCORED, LeadEventKind.DELETED, LeadEventKind.MERGED_INTO, LeadEventKind.SEEDED);

    @Override
    public String type() {
        return "no_activity";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(ActionField.required(AMOUNT, ActionField.Type.NUMBER), ActionField.choice(UNIT, UNITS));
    }

    @Override
    public ObjectNode check(ActionRequest request) {
        var amount = request.number(AMOUNT);
        if (amount < 1 || amount > Span.MOST) {
            throw request.refused(AMOUNT, Refusal.of("between").with("min", 1).with("max", Span.MOST));
        }
        var unit = request.choice(UNIT, word -> UNITS.contains(word) ? Optional.of(word) : Optional.empty());
        return TriggerConfig.none().put(AMOUNT, amount).put(UNIT, unit);
    }

    @Override
    public Optional<Due> due(Moment moment, ObjectNode config) {
        var last = moment.lastActivity();
        return Span.Unit.ofWord(config.path(UNIT).asString(""))
                .map(unit -> new Span(config.path(AMOUNT).asLong(), unit).after(last, moment.zone()))
                .map(at -> new Due(at, "silent-since:" + last));
    }

    @Override
    public boolean isMovedBy(LeadEvent event, ObjectNode config) {
        return !EventFeed.BY_ITSELF.contains(event.actor().kind()) && !NOTHING_DONE.contains(event.kind());
    }

    @Override
    public boolean isOnlyPutOff() {
        return true;
    }
}
