package leadhub.conversations.mails;

import com.github.kagkarlsson.scheduler.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.conversations.Conversation;
import leadhub.conversations.Conversations;
import leadhub.conversations.Message;
import leadhub.conversations.MessageRole;
import leadhub.emails.sending.ReplyAddresses;
import leadhub.emails.suppression.UnsubscribeLinks;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs;
import leadhub.mail.MailLayout;
import leadhub.mail.MailText;
import leadhub.notifications.NotificationKind;
import leadhub.notifications.PeopleMails;
import leadhub.notifications.PeopleMails.Reader;
import leadhub.users.User;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Tells somebody of the team by email of a visitor who waits, with what was said last and an address at which they can answer.
 *
 * <p>Limits: 10 messages in an email, 800 characters of each.
 */
@Component
public class TeamMails {
    private static final String WAITING = "mail-waiting-visitor";
    private static final String UNSENT = "mail-unsent-answer";
    private static final int MOST_MESSAGES = 10;
    private static final int MOST_CHARACTERS = 800;

    private final Conversations conversations;
    private final ReplyAddresses addresses;
    private final UnsubscribeLinks links;
    private final People people;
    private final JobQueue jobs;

    /** Who is told. */
    @Component
    record People(PeopleMails mails, Users users) {}

    TeamMails(
            Conversations conversations,
            ReplyAddresses addresses,
            UnsubscribeLinks links,
            People people,
            JobQueue jobs) {
        this.conversations = conversations;
        this.addresses = addresses;
        this.links = links;
        this.people = people;
        this.jobs = jobs;
    }

    /** Whom to tell that a visitor waits. */
    record Waiting(long workspaceId, String conversationId, long userId) {}

    /** Whom to tell that their answer wasn't sent. @param why in the workspace's language */
    record Unsent(long workspaceId, String conversationId, long userId, String why) {}

    /** Within a verb: somebody is to answer in a conversation. */
    public void tell(long workspaceId, String conversationId, long userId) {
        jobs.add(WAITING, new Waiting(workspaceId, conversationId, userId));
    }

    /** Within a verb: what somebody answered wasn't sent. */
    void tellUnsent(Unsent unsent) {
        jobs.add(UNSENT, unsent);
    }

    /** The job. Whether the visitor still waits for that person is asked at the last moment. */
    private void send(Waiting wanted) {
        var caller = people.mails().caller(wanted.workspaceId());
        conversations
                .find(caller, wanted.conversationId())
                .filter(one -> isWaiting(caller, one, wanted.userId()))
                .ifPresent(one -> send(caller, one, wanted.userId()));
    }

    /** In the queue, for that person, or for a program that doesn't answer. */
    private boolean isWaiting(Caller caller, Conversation one, long userId) {
        var owner = one.owner();
        var isTheirs = owner.isUser(userId) || owner.isProgram();
        return !one.isOver() && (owner.isQueue() || isTheirs && !isAnswered(caller, one));
    }

    /** By the team: who was handed over by a bot that had answered waits for a person all the same. */
    private boolean isAnswered(Caller caller, Conversation one) {
        var said = latest(caller, one);
        return one.moments().waitingSince() == null
                && !said.isEmpty()
                && said.getLast().role() == MessageRole.AGENT;
    }

    private void send(Caller caller, Conversation conversation, long userId) {
        // An answer by email takes nothing from a program.
        var replyTo = conversation.owner().isProgram()
                ? null
                : addresses
                        .ofColleague(caller.workspaceId(), conversation.id(), userId)
                        .orElse(null);
        people.mails()
                .deliver(
                        caller.workspaceId(),
                        userId,
                        NotificationKind.CONVERSATION,
                        reader -> letter(caller, reader, conversation, replyTo != null),
                        replyTo);
    }

    private MailLayout.Letter letter(Caller caller, Reader reader, Conversation conversation, boolean isAnswerable) {
        var words = reader.words();
        var subject = words.say("notification.conversation_waiting");
        var paragraphs = new ArrayList<>(
                List.of(words.say("mail.hello", MailText.name(reader.user().name())), subject));
        latest(caller, conversation).forEach(message -> paragraphs.add(said(caller, reader, message)));
        if (isAnswerable) {
            paragraphs.add(words.say("mail.inbox.answer"));
        }
        var footer = words.say("notifications.mail-footer", MailText.name(reader.workspace()));
        return letter(reader, subject, paragraphs, conversation.publicId(), List.of(footer));
    }

    private List<Message> latest(Caller caller, Conversation conversation) {
        var from = Math.max(0, conversation.marks().last() - MOST_MESSAGES);
        return conversations.messagesAfter(caller, conversation, from, MOST_MESSAGES).stream()
                .filter(message -> message.role() != MessageRole.SYSTEM)
                .toList();
    }

    private String said(Caller caller, Reader reader, Message message) {
        return author(caller, reader, message) + ": " + MailText.plain(message.content(), MOST_CHARACTERS);
    }

    private String author(Caller caller, Reader reader, Message message) {
        return switch (message.role()) {
            case USER -> reader.words().say("inbox.of-visitor");
            case ASSISTANT -> reader.words().say("inbox.of-bot");
            case AGENT, SYSTEM ->
                MailText.name(Optional.ofNullable(message.userId())
                        .flatMap(id -> people.users().find(caller, id))
                        .map(User::name)
                        .orElse(reader.workspace()));
        };
    }

    /** The job. Whoever wrote it believes that the visitor has it: they are told whatever they have chosen. */
    private void send(Unsent unsent) {
        people.mails().deliver(unsent.workspaceId(), unsent.userId(), reader -> {
            var words = reader.words();
            var paragraphs = List.of(
                    words.say("mail.hello", MailText.name(reader.user().name())),
                    words.say("mail.inbox.unsent", MailText.plain(unsent.why(), MOST_CHARACTERS)),
                    words.say("mail.inbox.unsent.kept"));
            return letter(
                    reader, words.say("mail.inbox.unsent.subject"), paragraphs, unsent.conversationId(), List.of());
        });
    }

    private MailLayout.Letter letter(
            Reader reader, String subject, List<String> paragraphs, String conversationId, List<String> footer) {
        var link = link(conversationId);
        return new MailLayout.Letter(
                subject, paragraphs, link == null ? null : reader.words().say("mail.inbox.open"), link, footer);
    }

    /** Null where nobody knows where the server is. */
    private @Nullable String link(String conversationId) {
        return links.origin().map(origin -> origin + "/inbox/" + conversationId).orElse(null);
    }

    /** Its jobs. */
    @Configuration(proxyBeanMethods = false)
    static class TeamMailJobs {
        private static final Logger log = LoggerFactory.getLogger(TeamMails.class);

        @Bean
        Task<Waiting> waitingVisitorMail(TeamMails mails) {
            return Jobs.once(
                    WAITING,
                    Waiting.class,
                    mails::send,
                    (wanted, failure) -> log.warn(
                            "User {} wasn't told of conversation {}.",
                            wanted.userId(),
                            wanted.conversationId(),
                            failure));
        }

        @Bean
        Task<Unsent> unsentAnswerMail(TeamMails mails) {
            return Jobs.once(
                    UNSENT,
                    Unsent.class,
                    mails::send,
                    (unsent, failure) ->
                            log.warn("User {} wasn't told that an answer wasn't sent.", unsent.userId(), failure));
        }
    }
}
