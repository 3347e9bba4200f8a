package leadhub.emails.sending;

import java.util.List;
import java.util.Optional;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionRequest;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.leads.record.Lead;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.web.input.Emails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Whom a step of an automation writes to: {@code lead}, {@code assignee}, an address, or a list of users' ids. */
@Component
public class StepReceivers {
    static final String TO = "to";
    private static final String LEAD = "lead";
    private static final String ASSIGNEE = "assignee";
    private static final int MOST_USERS = 50;
    private static final int MOST_CHARACTERS = 255;

    private final Users users;

    StepReceivers(Users users) {
        this.users = users;
    }

    /**
     * One of them.
     *
     * @param key tells it from the others of a step
     * @param isOutside whether it can unsubscribe; the workspace's own people can't
     */
    public record Receiver(String key, String address, boolean isOutside) {}

    /** What stands there, checked. */
    JsonNode check(ActionRequest request) {
        var value = request.value(TO);
        if (value instanceof ArrayNode list) {
            requireUsers(request, list);
            return value;
        }
        var text = request.text(TO, MOST_CHARACTERS);
        if (!text.equals(LEAD) && !text.equals(ASSIGNEE) && !Emails.isValid(text)) {
            throw request.refused(TO, Refusal.of("email"));
        }
        return value;
    }

    private void requireUsers(ActionRequest request, ArrayNode list) {
        if (list.isEmpty()) {
            throw request.refused(TO, Refusal.of("required"));
        }
        if (list.size() > MOST_USERS) {
            throw request.refused(TO, Refusal.of("max.array").with("max", MOST_USERS));
        }
        for (var i = 0; i < list.size(); i++) {
            var id = list.get(i);
            if (!id.isIntegralNumber() || !users.exists(request.caller(), id.longValue())) {
                throw request.refused(TO + "." + i, Refusal.of("in"));
            }
        }
    }

    /** Those that can be written to; nobody where the lead has no address, or nobody looks after it. */
    List<Receiver> of(Caller caller, Lead lead, ActionConfig config) {
        var value = config.value(TO);
        if (value instanceof ArrayNode list) {
            return list.valueStream()
                    .flatMap(id -> user(caller, id.longValue()).stream())
                    .toList();
        }
        return switch (value.stringValue()) {
            case LEAD -> outside(LEAD, lead.email());
            case ASSIGNEE -> assignee(caller, lead.assignedUserId());
            case String address -> outside("address", address);
        };
    }

    private List<Receiver> assignee(Caller caller, @Nullable Long id) {
        return id == null ? List.of() : user(caller, id).stream().toList();
    }

    private static List<Receiver> outside(String key, @Nullable String address) {
        return address == null || !Emails.isValid(address) ? List.of() : List.of(new Receiver(key, address, true));
    }

    /** Somebody who was suspended or removed since gets nothing. */
    private Optional<Receiver> user(Caller caller, long id) {
        return users.find(caller, id)
                .filter(user -> user.status() == Status.ACTIVE)
                .map(User::email)
                .map(email -> new Receiver("user " + id, email, false));
    }
}
