package leadhub.notifications;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.events.LeadEvent;
import leadhub.events.LeadEventKind;
import leadhub.events.LeadEventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Tells people of leads that others give them: one by its name, many of one moment as a number. */
@Component
class AssignedLeads implements LeadEventListener {
    private static final String OWNER = "assigned_user_id";

    private final Notifications notifications;
    private final List<AskedWork> asked;

    AssignedLeads(Notifications notifications, List<AskedWork> asked) {
        this.notifications = notifications;
        this.asked = asked;
    }

    @Override
    public void happened(Caller caller, List<LeadEvent> events) {
        var byOwner = new LinkedHashMap<Long, List<LeadEvent>>();
        for (var event : events) {
            owner(event)
                    .ifPresent(id -> byOwner.computeIfAbsent(id, any -> new ArrayList<>())
                            .add(event));
        }
        if (!byOwner.isEmpty()) {
            askedBy(caller).ifPresent(byOwner::remove);
        }
        if (!byOwner.isEmpty()) {
            notifications.tell(
                    caller, byOwner.entrySet().stream().map(AssignedLeads::news).toList());
        }
    }

    /** Who did it, or had it done. */
    private OptionalLong askedBy(Caller caller) {
        var actor = caller.actor();
        return actor.kind() == Actor.Kind.USER
                ? OptionalLong.of(actor.id())
                : asked.stream()
                        .map(work -> work.askedBy(caller.workspaceId(), actor))
                        .flatMapToLong(OptionalLong::stream)
                        .findFirst();
    }

    private static OptionalLong owner(LeadEvent event) {
        var change = event.changes().get(OWNER);
        if (event.kind() == LeadEventKind.UPDATED && change != null && change.to() instanceof Number to) {
            return OptionalLong.of(to.longValue());
        }
        if (event.kind() != LeadEventKind.CREATED || event.after() == null) {
            return OptionalLong.empty();
        }
        var owner = event.after().fields().path(OWNER);
        return owner.isNumber() ? OptionalLong.of(owner.longValue()) : OptionalLong.empty();
    }

    private static NewNotification news(Map.Entry<Long, List<LeadEvent>> one) {
        var events = one.getValue();
        var first = events.getFirst();
        return events.size() == 1
                ? NewNotification.ofLead(
                        one.getKey(),
                        NotificationKind.LEAD_ASSIGNED,
                        first.leadId(),
                        "lead_assigned",
                        first.actor().name(),
                        name(first))
                : new NewNotification(
                        one.getKey(),
                        NotificationKind.LEAD_ASSIGNED,
                        "leads_assigned",
                        List.of(),
                        null,
                        "/leads?assigned_user_id=" + one.getKey(),
                        "many",
                        events.size());
    }

    private static String name(LeadEvent event) {
        var lead = event.after();
        if (lead == null) {
            return "#" + event.leadId();
        }
        var fields = lead.fields();
        var name = Stream.of("first_name", "last_name")
                .map(field -> text(fields.path(field)))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        return Stream.of(name, text(fields.path("email")), text(fields.path("phone")), "#" + event.leadId())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static String text(JsonNode field) {
        return field.asString("");
    }
}
