package leadhub.automations.actions;

import java.util.List;
import leadhub.automations.KnownAutomations;
import leadhub.automations.runs.RunFailures;
import leadhub.notifications.NewNotification;
import leadhub.notifications.NotificationKind;
import leadhub.notifications.Notifications;
import leadhub.notifications.PeopleMails;
import org.springframework.stereotype.Component;

/** Tells administrators of runs that fail, those of one automation together. */
@Component
class TellOfFailures implements RunFailures {
    private final KnownAutomations known;
    private final PeopleMails people;
    private final Notifications notifications;

    TellOfFailures(KnownAutomations known, PeopleMails people, Notifications notifications) {
        this.known = known;
        this.people = people;
        this.notifications = notifications;
    }

    @Override
    public void failed(long workspaceId, long automationId) {
        var name = known.find(workspaceId, automationId)
                .map(one -> one.automation().name())
                .orElse("#" + automationId);
        var path = "/automations/" + automationId + "/runs?status=failed";
        var news = people.administrators(workspaceId).stream()
                .map(user -> new NewNotification(
                        user.id(),
                        NotificationKind.AUTOMATION_FAILED,
                        "automation_failed",
                        List.of(name),
                        null,
                        path,
                        Long.toString(automationId),
                        1))
                .toList();
        if (!news.isEmpty()) {
            notifications.tell(people.caller(workspaceId), news);
        }
    }
}
