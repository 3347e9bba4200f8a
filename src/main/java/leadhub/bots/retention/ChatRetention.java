package leadhub.bots.retention;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.Duration;
import leadhub.base.Times;
import leadhub.bots.Bots;
import leadhub.bots.models.ModelUses;
import leadhub.conversations.ConversationErasure;
import leadhub.conversations.team.Team;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Erases conversations that a bot keeps no longer, and those of leads that are gone for good. */
@Component
public class ChatRetention {
    private static final Duration PAUSE = Duration.ofHours(1);
    /** Of a workspace at once, 200 each; the next ones come an hour later. */
    private static final int MOST_TURNS = 50;

    private final Bots bots;
    private final ConversationErasure erasure;
    private final ModelUses uses;
    private final Team team;
    private final Clock clock;

    ChatRetention(Bots bots, ConversationErasure erasure, ModelUses uses, Team team, Clock clock) {
        this.bots = bots;
        this.erasure = erasure;
        this.uses = uses;
        this.team = team;
        this.clock = clock;
    }

    /** In one workspace. */
    public void look(long workspaceId) {
        uses.prune(workspaceId);
        var turns = 0;
        while (turns++ < MOST_TURNS && erasure.eraseOrphaned(workspaceId)) {
            // There are more.
        }
        var messengers =
                team.messengersKept(workspaceId).map(days -> Times.now(clock).minus(Duration.ofDays(days)));
        while (turns++ < MOST_TURNS
                && messengers.isPresent()
                && erasure.eraseOldByMessengers(workspaceId, messengers.get())) {
            // There are more.
        }
        for (var kept : bots.retentions(workspaceId).entrySet()) {
            var before = Times.now(clock).minus(Duration.ofDays(kept.getValue()));
            while (turns++ < MOST_TURNS && erasure.eraseOld(workspaceId, kept.getKey(), before)) {
                // There are more.
            }
        }
    }

    /** Its job. */
    @Configuration(proxyBeanMethods = false)
    static class ChatRetentionJobs {
        @Bean
        Task<?> eraseOldConversations(ChatRetention retention, Workspaces workspaces) {
            return Jobs.every(PAUSE, "erase-old-conversations", () -> workspaces.each(retention::look));
        }
    }
}
