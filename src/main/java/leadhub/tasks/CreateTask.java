package leadhub.tasks;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Adds a task to a lead, of any kind, assigned to its owner or to somebody else, due after a given time. */
@Component
final class CreateTask implements ActionKind {
    private static final String TITLE = "title";
    private static final String KIND = "kind";
    private static final String DUE = "due";
    private static final String TIME = "time";
    private static final String REMINDER = "reminder_minutes";
    private static final String USER_ID = "user_id";
    private static final String ASSIGNEE = "assignee";
    private static final long MOST_AMOUNT = 1_000;
    private static final int MOST_TIME = 8;
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "minutes",
            ChronoUnit.MINUTES,
            "hours",
            ChronoUnit.HOURS,
            "days",
            ChronoUnit.DAYS,
            "weeks",
            ChronoUnit.WEEKS,
            "months",
            ChronoUnit.MONTHS);
    private static final List<String> KINDS =
            Arrays.stream(TaskKind.values()).map(TaskKind::word).toList();

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
                new ActionField(KIND, ActionField.Type.CHOICE, false, KINDS),
                ActionField.optional(DUE, ActionField.Type.DURATION),
                ActionField.optional(TIME, ActionField.Type.TEXT),
                ActionField.optional(REMINDER, ActionField.Type.NUMBER),
                ActionField.optional(USER_ID, ActionField.Type.USER),
                ActionField.optional(ASSIGNEE, ActionField.Type.BOOLEAN));
    }

    @Override
    public Action check(ActionRequest request) {
        var title = request.text(TITLE, LeadTask.MOST_CHARACTERS);
        var config = ActionConfig.of(TITLE, title);
        if (request.has(KIND)) {
            config = config.with(KIND, request.choice(KIND, CreateTask::kind));
        }
        config = withDue(request, config);
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

    private static Optional<String> kind(String word) {
        return Optional.of(word).filter(TaskKind::isOne);
    }

    /** A time of day and a reminder are those of a day that it is due. */
    private static ActionConfig withDue(ActionRequest request, ActionConfig given) {
        var config = given;
        if (request.has(DUE)) {
            config = config.with(DUE, checkedDue(request));
        } else if (request.has(TIME) || request.has(REMINDER)) {
            throw request.refused(DUE, Refusal.of("required"));
        }
        if (request.has(TIME)) {
            config = config.with(TIME, checkedTime(request, config));
        }
        if (request.has(REMINDER)) {
            config = config.with(REMINDER, checkedReminder(request));
        }
        return config;
    }

    private static String checkedTime(ActionRequest request, ActionConfig config) {
        // What is due in some hours has its time already.
        if (unit(config).isTimeBased()) {
            throw request.refused(TIME, Refusal.of("invalid"));
        }
        try {
            var time = LocalTime.parse(request.text(TIME, MOST_TIME));
            return time.truncatedTo(ChronoUnit.MINUTES).toString();
        } catch (DateTimeParseException e) {
            throw request.refused(TIME, Refusal.of("invalid"));
        }
    }

    private static long checkedReminder(ActionRequest request) {
        var minutes = request.number(REMINDER);
        if (minutes < 1 || minutes > LeadTask.MOST_REMINDER_MINUTES) {
            throw request.refused(
                    REMINDER, Refusal.of("between").with("min", 1).with("max", LeadTask.MOST_REMINDER_MINUTES));
        }
        return minutes;
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
        var kind = config.has(KIND) ? TaskKind.of(config.text(KIND)) : TaskKind.TODO;
        var due = config.has(DUE) ? due(caller, config) : null;
        tasks.add(
                caller,
                leadId,
                new NewTask(
                        kind,
                        config.text(TITLE),
                        due == null ? null : due.on(),
                        due == null || !due.hasTime() ? null : due.at(),
                        config.has(REMINDER) ? (Integer) Math.toIntExact(config.number(REMINDER)) : null,
                        worker(caller, leadId, config)));
    }

    private Due due(Caller caller, ActionConfig config) {
        var zone = ZoneId.of(workspaces.get(caller).timeZone());
        var now = clock.instant();
        var unit = unit(config);
        var amount = config.value(DUE).required("amount").longValue();
        if (unit.isTimeBased()) {
            return Due.moment(now.plus(amount, unit), zone);
        }
        var day = LocalDate.ofInstant(now, zone).plus(amount, unit);
        if (!config.has(TIME)) {
            return Due.day(day, zone);
        }
        var time = LocalTime.parse(config.text(TIME));
        return Due.moment(day.atTime(time).atZone(zone).toInstant(), zone);
    }

    private static ChronoUnit unit(ActionConfig config) {
        return UNITS.getOrDefault(config.value(DUE).required("unit").stringValue(), ChronoUnit.DAYS);
    }

    private @Nullable Long worker(Caller caller, long leadId, ActionConfig config) {
        if (config.has(USER_ID)) {
            return config.number(USER_ID);
        }
        return config.isTrue(ASSIGNEE) ? leads.get(caller, leadId).assignedUserId() : null;
    }
}
