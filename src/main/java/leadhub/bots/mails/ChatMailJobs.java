package leadhub.bots.mails;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes to visitors of chats who have left. */
@Configuration(proxyBeanMethods = false)
class ChatMailJobs {
    private static final Logger log = LoggerFactory.getLogger(ChatMailJobs.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    @Bean
    Task<?> watchUnreadAnswers(ChatMails mails, ChatCodes codes, Workspaces workspaces) {
        return Jobs.every(
                PAUSE,
                "watch-unread-answers",
                () -> workspaces.each(id -> {
                    mails.look(id);
                    codes.prune(id);
                }));
    }

    @Bean
    Task<ChatMails.Wanted> chatAnswer(ChatMails mails) {
        return Jobs.once(
                ChatMails.JOB,
                ChatMails.Wanted.class,
                mails::send,
                (wanted, failure) ->
                        log.warn("The visitor of conversation {} wasn't told.", wanted.conversationId(), failure));
    }

    @Bean
    Task<ChatCodes.Wanted> chatCode(ChatCodes codes) {
        return Jobs.once(
                ChatCodes.JOB,
                ChatCodes.Wanted.class,
                codes::send,
                (wanted, failure) -> log.warn("A code of bot {} wasn't sent.", wanted.botId(), failure));
    }
}
