package leadhub.conversations.team;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.conversations.ConversationOwners;
import leadhub.conversations.Conversations;
import leadhub.conversations.mails.TeamMails;
import leadhub.jobs.Jobs;
import leadhub.notifications.NewNotification;
import leadhub.notifications.NotificationKind;
import leadhub.notifications.Notifications;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sees to it that no visitor waits for somebody who doesn't come. */
@Service
public class InboxWatch {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    /** Of a workspace at once; the next ones come a minute later. */
    private static final int MOST = 200;

    private final Team team;
    private final Waiting waiting;
    private final Telling telling;
    private final Clock clock;

    /** What waits for somebody, and how it is taken from who doesn't answer. */
    @Component
    record Waiting(WaitingSql sql, Conversations conversations, ConversationOwners owners) {}

    /** Who is told, and how. */
    @Component
    record Telling(Users users, Notifications notifications, TeamMails mails, Workspaces workspaces, Viewers viewers) {}

    InboxWatch(Team team, Waiting waiting, Telling telling, Clock clock) {
        this.team = team;
        this.waiting = waiting;
        this.telling = telling;
        this.clock = clock;
    }

    /** In one workspace. */
    @Transactional
    public void look(long workspaceId) {
        var caller = telling.workspaces().caller(workspaceId, Actor.system("inbox"));
        var rules = team.rules(caller);
        var there = telling.users().all(caller).stream().filter(Team::mayAnswer).toList();
        takeBack(caller, rules, there);
        telling.viewers().forget(workspaceId);
        var after = rules.tellsAfter();
        if (after != null) {
            tell(caller, Times.now(clock).minus(Duration.ofMinutes(after)), there);
        }
    }

    private void takeBack(Caller caller, InboxRules rules, List<User> there) {
        var after = rules.returnsAfter();
        var since = after == null ? Instant.EPOCH : Times.now(clock).minus(Duration.ofMinutes(after));
        var ids = there.stream().mapToLong(User::id).toArray();
        for (var id : waiting.sql().silent(caller.workspaceId(), since, ids, MOST)) {
            waiting.owners().takeBack(caller, waiting.conversations().get(caller, id));
        }
    }

    private void tell(Caller caller, Instant since, List<User> there) {
        for (var one : waiting.sql().take(caller.workspaceId(), since, Times.now(clock), MOST)) {
            var told = there.stream()
                    .map(User::id)
                    .filter(id -> one.userId() == 0 || one.userId() == id)
                    .toList();
            telling.notifications()
                    .tell(
                            caller,
                            told.stream()
                                    .map(id -> NewNotification.of(
                                            id,
                                            NotificationKind.CONVERSATION,
                                            "/inbox/" + one.publicId(),
                                            "conversation_waiting"))
                                    .toList());
            told.forEach(id -> telling.mails().tell(caller.workspaceId(), one.publicId(), id));
        }
    }

    /** Its job. */
    @Configuration(proxyBeanMethods = false)
    static class InboxWatchJobs {
        @Bean
        Task<?> watchInboxes(InboxWatch watch, Workspaces workspaces) {
            return Jobs.every(PAUSE, "watch-inboxes", () -> workspaces.each(watch::look));
        }
    }
}
