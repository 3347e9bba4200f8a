package leadhub.bots.mails;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.bots.Bots;
import leadhub.conversations.Conversation;
import leadhub.conversations.Message;
import leadhub.conversations.MessageRole;
import leadhub.conversations.VisitorConversations;
import leadhub.conversations.VisitorEmails;
import leadhub.conversations.VisitorEmails.Reach;
import leadhub.conversations.WaysBack;
import leadhub.conversations.team.Team;
import leadhub.emails.sending.ReplyAddresses;
import leadhub.jobs.JobQueue;
import leadhub.mail.MailText;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells visitors who have left what they were answered, once for all that they didn't see, with a link that leads back. A bot answers
 * while its visitor is there; so only what a person has said makes an email, and it has what the bot said meanwhile.
 *
 * <p>Limits: 10 messages in an email, 2,000 characters of each.
 */
@Service
public class ChatMails {
    static final String JOB = "mail-chat-answer";

    private static final int MOST_MESSAGES = 10;
    private static final int MOST_CHARACTERS = 2_000;
    /** Of what wasn't read; the last ones are told. */
    private static final int LOOKED_AT = 200;

    private final VisitorEmails emails;
    private final VisitorConversations conversations;
    private final Team team;
    private final Surroundings surroundings;
    private final ChatPost post;

    /** Who answers, and how they are reached. */
    @Component
    record Surroundings(
            Bots bots, Users users, WaysBack ways, ChatMailLinkSql links, ReplyAddresses replies, JobQueue jobs) {}

    ChatMails(
            VisitorEmails emails,
            VisitorConversations conversations,
            Team team,
            Surroundings surroundings,
            ChatPost post) {
        this.emails = emails;
        this.conversations = conversations;
        this.team = team;
        this.surroundings = surroundings;
        this.post = post;
    }

    /** What a visitor is to be told of. @param last the message up to which */
    record Wanted(long workspaceId, long conversationId, long last) {}

    /** Finds those in one workspace who are to be told. */
    @Transactional
    public void look(long workspaceId) {
        var caller = post.caller(workspaceId, Actor.system("inbox"));
        var after = team.rules(caller).mailsAfter();
        if (after == null || !post.isSet(workspaceId)) {
            return;
        }
        emails.take(caller, Duration.ofMinutes(after))
                .forEach(
                        one -> surroundings.jobs().add(JOB, new Wanted(workspaceId, one.conversationId(), one.last())));
    }

    /** The job. Whether there is still somebody to tell is asked at the last moment. */
    void send(Wanted wanted) {
        var caller = post.caller(wanted.workspaceId(), Actor.system("inbox"));
        var reach = emails.find(caller, wanted.conversationId());
        if (reach.isEmpty()) {
            return;
        }
        var conversation = conversations.get(caller, wanted.conversationId());
        var botId = conversation.botId();
        var isThere = botId != null
                && surroundings
                        .bots()
                        .find(wanted.workspaceId(), botId)
                        .filter(bot -> bot.terms().isActive())
                        .isPresent();
        if (isThere && conversation.marks().visitorRead() < wanted.last()) {
            var email = reach.get().email();
            surroundings.links().add(caller.workspaceId(), post.token(caller, email), conversation.id(), email);
            post.remember(caller, email);
            post.send(caller, letter(caller, conversation, reach.get(), wanted.last()));
        }
    }

    private ChatPost.Letter letter(Caller caller, Conversation conversation, Reach reach, long last) {
        var words = Words.in(conversation.language());
        var from = post.name(caller);
        var read = Math.max(conversation.marks().visitorRead(), last - LOOKED_AT);
        var unread = conversations.messagesAfter(caller, conversation.id(), read, LOOKED_AT).stream()
                .filter(message -> message.number() <= last)
                .filter(message -> message.role() == MessageRole.AGENT || message.role() == MessageRole.ASSISTANT)
                .toList();
        var shown = unread.subList(Math.max(0, unread.size() - MOST_MESSAGES), unread.size());
        var paragraphs = new ArrayList<>(List.of(words.say("mail.chat.answer", from)));
        shown.forEach(message -> paragraphs.add(said(caller, message, from)));
        var back = "/c/" + conversation.botId() + "?lang=" + conversation.language() + "&back="
                + surroundings
                        .ways()
                        .token(
                                caller.workspaceId(),
                                conversation.id(),
                                emails.known(caller, conversation.id()).identity() != null);
        return new ChatPost.Letter(
                reach.email(),
                words,
                words.say("mail.chat.answer.subject", from),
                paragraphs,
                new ChatPost.Link(words.say("mail.chat.answer.button"), back),
                words.say("mail.chat.answer.footer", from),
                "chat." + conversation.publicId() + "." + last,
                surroundings
                        .replies()
                        .ofConversation(caller.workspaceId(), conversation.id())
                        .orElseGet(() -> replyTo(caller, shown)),
                false);
    }

    private String said(Caller caller, Message message, String team) {
        var userId = message.userId();
        var author =
                userId == null ? team : user(caller, userId).map(User::name).orElse(team);
        return MailText.name(author) + ": " + MailText.plain(message.content(), MOST_CHARACTERS);
    }

    /** Whoever wrote last; null for a program, which nobody can write to. */
    private @Nullable String replyTo(Caller caller, List<Message> shown) {
        for (var message : shown.reversed()) {
            var userId = message.userId();
            if (userId != null) {
                return user(caller, userId).map(User::email).orElse(null);
            }
        }
        return null;
    }

    private Optional<User> user(Caller caller, long id) {
        return surroundings.users().find(caller, id);
    }
}
