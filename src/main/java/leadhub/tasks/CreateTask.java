package leadhub.tasks;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionField;
import leadhub.actions.ActionKind;
import leadhub.actions.ActionRequest;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.leads.Leads;
import leadhub.users.Users;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Adds a task to a lead, assigned to its owner or to somebody else, due after a given time. */
@Component
final class CreateTask implements ActionKind {
    private static final String TITLE = "title";
    private static final String DUE = "due";
    private static final String USER_ID = "user_id";
    private static final String ASSIGNEE = "assignee";
    private static final long MOST_AMOUNT = 1_000;
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("days", ChronoUnit.DAYS, "weeks", ChronoUnit.WEEKS, "months", ChronoUnit.MONTHS);

    private final LeadTasks tasks;
    private final Leads leads;
    private final Users users;
    private final Workspaces workspaces;
    private final Clock clock;

    CreateTask(LeadTasks tasks, Leads leads, Users users, Workspaces workspaces, Clock clock) {
        this.tasks = tasks;
        this.leads = leads;
        this.users = users;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "create_task";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(
                ActionField.required(TITLE, ActionField.Type.TEXT),
                ActionField.optional(DUE, ActionField.Type.DURATION),
                ActionField.optional(USER_ID, ActionField.Type.USER),
                ActionField.optional(ASSIGNEE, ActionField.Type.BOOLEAN));
    }

    @Override
    public Action check(ActionRequest request) {
        var title = request.text(TITLE, LeadTask.MOST_CHARACTERS);
        var config = ActionConfig.of(TITLE, title);
        if (request.has(DUE)) {
            config = config.with(DUE, checkedDue(request));
        }
        if (request.has(USER_ID)) {
            var user = users.find(request.caller(), request.number(USER_ID))
                    .orElseThrow(() -> request.refused(USER_ID, Refusal.of("in")));
            config = config.with(USER_ID, user.id());
        }
        if (request.has(ASSIGNEE)) {
            config = config.with(ASSIGNEE, request.isTrue(ASSIGNEE));
        }
        return new Action(key(), config, title);
    }

    private static JsonNode checkedDue(ActionRequest request) {
        var due = request.value(DUE);
        var amount = due.path("amount");
        if (!amount.isIntegralNumber() || amount.longValue() < 1 || amount.longValue() > MOST_AMOUNT) {
            throw request.refused(
                    DUE + ".amount", Refusal.of("between").with("min", 1).with("max", MOST_AMOUNT));
        }
        if (!UNITS.containsKey(due.path("unit").asString(""))) {
            throw request.refused(DUE + ".unit", Refusal.of("in"));
        }
        return due;
    }

    @Override
    public void apply(Caller caller, long leadId, ActionConfig config) {
        tasks.add(caller, leadId, new NewTask(config.text(TITLE), due(caller, config), worker(caller, leadId, config)));
    }

    private @Nullable LocalDate due(Caller caller, ActionConfig config) {
        if (!config.has(DUE)) {
            return null;
        }
        var zone = ZoneId.of(workspaces.get(caller).timeZone());
        var unit = UNITS.getOrDefault(config.value(DUE).required("unit").stringValue(), ChronoUnit.DAYS);
        var amount = config.value(DUE).required("amount").longValue();
        return LocalDate.ofInstant(clock.instant(), zone).plus(amount, unit);
    }

    private @Nullable Long worker(Caller caller, long leadId, ActionConfig config) {
        if (config.has(USER_ID)) {
            return config.number(USER_ID);
        }
        return config.isTrue(ASSIGNEE) ? leads.get(caller, leadId).assignedUserId() : null;
    }
}
