package leadhub.conversations.mails;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Unicode;
import leadhub.conversations.Conversation;
import leadhub.conversations.ConversationNotes;
import leadhub.conversations.ConversationReplies;
import leadhub.conversations.Message;
import leadhub.conversations.NewReply;
import leadhub.conversations.VisitorConversations;
import leadhub.emails.received.AnsweredElsewhere;
import leadhub.emails.received.IncomingEmail;
import leadhub.emails.sending.ReplyAddresses;
import leadhub.emails.sending.ReplyAddresses.Colleague;
import leadhub.mail.MailRoutes;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.web.Words;
import org.springframework.stereotype.Component;

/**
 * Brings what somebody of the team answers to an email that rang them into the conversation, as if they had written it in the inbox:
 * it is theirs then. It has to come from their own address to the one that was made for them, and in time; what doesn't is a note. So is what can't
 * be sent any more, and they are told. An email counts once.
 */
@Component
class TeamReplies implements AnsweredElsewhere {
    private final ReplyAddresses addresses;
    private final Answering answering;
    private final VisitorConversations held;
    private final TeamMails mails;
    private final People people;

    /** How it is brought into the conversation. */
    @Component
    record Answering(ConversationReplies replies, ConversationNotes notes) {}

    /** Who may answer, and from which address they are written to. */
    @Component
    record People(Users users, MailRoutes routes) {}

    TeamReplies(
            ReplyAddresses addresses, Answering answering, VisitorConversations held, TeamMails mails, People people) {
        this.addresses = addresses;
        this.answering = answering;
        this.held = held;
        this.mails = mails;
        this.people = people;
    }

    /** An email, and the conversation that it belongs to. */
    private record Came(Conversation conversation, IncomingEmail email, EmailAnswer answer) {
        String clientId() {
            return EmailAnswer.clientId(email);
        }
    }

    @Override
    public Optional<Taken> take(Caller caller, IncomingEmail email) {
        return Optional.ofNullable(email.replyAddress())
                .flatMap(address -> addresses.colleague(caller, address))
                .map(named -> held.lockIfThere(caller.workspaceId(), named.conversationId())
                        .map(conversation -> taken(caller, conversation, named, email))
                        .orElseGet(() -> Taken.ignored(Refusal.of("conversation.not_found"))));
    }

    private Taken taken(Caller caller, Conversation conversation, Colleague named, IncomingEmail email) {
        var answer = answer(caller, email);
        if (answer.isEmpty()) {
            return Taken.ignored(Refusal.of("messenger.nothing_said"));
        }
        var came = new Came(conversation, email, answer);
        colleague(caller, named, email)
                .ifPresentOrElse(
                        colleague -> answered(colleague, came),
                        () -> note(caller, came, answer, words(caller).say("inbox.mailed-note", email.from())));
        return Taken.UNKNOWN;
    }

    private EmailAnswer answer(Caller caller, IncomingEmail email) {
        var sender = people.routes().sender(caller.workspaceId()).orElse(null);
        var ours = Stream.of(email.replyAddress(), sender)
                .flatMap(Stream::ofNullable)
                .toList();
        return EmailAnswer.of(email, ours);
    }

    /** Whoever it was made for, as a caller; empty where they may not answer any more, it is too late, or it is from another address. */
    private Optional<Caller> colleague(Caller caller, Colleague named, IncomingEmail email) {
        return people.users()
                .find(caller, named.userId())
                .filter(user -> addresses.isInTime(named))
                .filter(user -> user.status() == Status.ACTIVE && user.role().covers(Role.AGENT))
                .filter(user -> Unicode.key(user.email().strip())
                        .equals(Unicode.key(email.from().strip())))
                .map(user -> as(caller, user));
    }

    private static Caller as(Caller caller, User user) {
        var actor = new Actor(Actor.Kind.USER, user.id(), user.name());
        return new Caller(caller.workspaceId(), caller.region(), user.role(), actor, null, null);
    }

    private void answered(Caller colleague, Came came) {
        // What wasn't sent at first isn't sent later, for its writer knows.
        if (answering.notes().has(colleague, came.conversation(), came.clientId())) {
            return;
        }
        var words = words(colleague);
        var why = said(colleague, came).map(words::refusal);
        if (why.isPresent()) {
            note(colleague, came, came.answer(), words.say("inbox.mailed-unsent", why.get()));
            mails.tellUnsent(new TeamMails.Unsent(
                    colleague.workspaceId(),
                    came.conversation().publicId(),
                    colleague.actor().id(),
                    why.get()));
        } else if (!came.answer().files().isEmpty()) {
            var files = new EmailAnswer("", came.answer().files(), false);
            note(colleague, came, files, words.say("inbox.mailed-files"));
        }
    }

    /** Empty where it was sent, or only files came; else why it wasn't. */
    private Optional<Refusal> said(Caller colleague, Came came) {
        var text = came.answer().text();
        if (text.length() > Message.MOST_CHARACTERS || came.email().isCut()) {
            return Optional.of(Refusal.of("max.string").with("max", Message.MOST_CHARACTERS));
        }
        return text.isEmpty()
                ? Optional.empty()
                : answering
                        .replies()
                        .tryReply(colleague, came.conversation().publicId(), new NewReply(text, came.clientId(), null));
    }

    private void note(Caller caller, Came came, EmailAnswer what, String head) {
        answering
                .notes()
                .addOnce(caller, came.conversation().publicId(), what.shown(head, words(caller)), came.clientId());
    }

    private static Words words(Caller caller) {
        return Words.in(Objects.requireNonNullElse(caller.region().language(), "en"));
    }
}
