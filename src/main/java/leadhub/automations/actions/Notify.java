package leadhub.automations.actions;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionField;
import leadhub.actions.ActionKind;
import leadhub.actions.ActionRequest;
import leadhub.base.Caller;
import leadhub.base.Effect;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.jobs.JobQueue;
import leadhub.leads.Leads;
import leadhub.notifications.NewNotification;
import leadhub.notifications.NotificationKind;
import leadhub.notifications.Notifications;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** Tells users of a lead, by the bell and by email: some of them, whoever has the lead, or both. */
@Component
final class Notify implements ActionKind {
    private static final String USERS = "user_ids";
    private static final String ASSIGNEE = "assignee";
    private static final String MESSAGE = "message";
    private static final int MOST_CHARACTERS = 2_000;
    private static final int MOST_USERS = 100;

    private final Users users;
    private final Leads leads;
    private final Notifications notifications;
    private final JobQueue jobs;

    Notify(Users users, Leads leads, Notifications notifications, JobQueue jobs) {
        this.users = users;
        this.leads = leads;
        this.notifications = notifications;
        this.jobs = jobs;
    }

    @Override
    public String key() {
        return "notify";
    }

    @Override
    public Effect effect() {
        return Effect.MAILS;
    }

    @Override
    public List<ActionField> fields() {
        return List.of(
                ActionField.optional(USERS, ActionField.Type.USERS),
                ActionField.optional(ASSIGNEE, ActionField.Type.BOOLEAN),
                ActionField.required(MESSAGE, ActionField.Type.TEXT));
    }

    @Override
    public Action check(ActionRequest request) {
        var config = ActionConfig.of(MESSAGE, request.text(MESSAGE, MOST_CHARACTERS));
        if (request.has(ASSIGNEE)) {
            config = config.with(ASSIGNEE, request.isTrue(ASSIGNEE));
        }
        if (request.has(USERS)) {
            config = config.with(USERS, Json.MAPPER.valueToTree(ids(request)));
        }
        if (!config.has(USERS) && !config.isTrue(ASSIGNEE)) {
            throw request.refused(USERS, Refusal.of("required"));
        }
        return new Action(key(), config, null);
    }

    private List<Long> ids(ActionRequest request) {
        var sent = request.value(USERS);
        if (!sent.isArray()) {
            throw request.refused(USERS, Refusal.of("array"));
        }
        if (sent.size() > MOST_USERS) {
            throw request.refused(USERS, Refusal.of("max.array").with("max", MOST_USERS));
        }
        var ids = new ArrayList<Long>();
        for (var i = 0; i < sent.size(); i++) {
            var text = sent.get(i).asString("");
            if (!text.matches("[0-9]{1,18}") || !users.exists(request.caller(), Long.parseLong(text))) {
                throw request.refused(USERS + "." + i, Refusal.of("in"));
            }
            ids.add(Long.valueOf(text));
        }
        return ids;
    }

    /** In the transaction of the step. A job for each: who is told once isn't told again when another's mailbox is full. */
    @Override
    public void apply(Caller caller, long leadId, ActionConfig config) {
        var ids = new TreeSet<Long>();
        if (config.has(USERS)) {
            config.value(USERS).valueStream().forEach(id -> ids.add(id.longValue()));
        }
        if (config.isTrue(ASSIGNEE)) {
            var owner = leads.get(caller, leadId).assignedUserId();
            if (owner != null) {
                ids.add(owner);
            }
        }
        var name = caller.actor().name();
        notifications.tell(
                caller,
                ids.stream()
                        .map(id -> NewNotification.ofLead(
                                id, NotificationKind.AUTOMATION, leadId, "automation", name, config.text(MESSAGE)))
                        .toList());
        ids.forEach(id -> jobs.add(
                Notices.JOB, new Notices.Notice(caller.workspaceId(), id, leadId, name, config.text(MESSAGE))));
    }
}
