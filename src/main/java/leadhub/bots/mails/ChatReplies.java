package leadhub.bots.mails;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.base.Unicode;
import leadhub.bots.chat.Chats;
import leadhub.conversations.Conversation;
import leadhub.conversations.NewMessage;
import leadhub.conversations.VisitorConversations;
import leadhub.conversations.VisitorEmails;
import leadhub.conversations.mails.EmailAnswer;
import leadhub.emails.received.AnsweredElsewhere;
import leadhub.emails.received.IncomingEmail;
import leadhub.emails.sending.ReplyAddresses;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.web.Words;
import org.springframework.stereotype.Component;

/**
 * Brings what a visitor answers to an email of ours into their conversation, as if they had written it there. The address is signed, so
 * it may come from any other. As long as it isn't certain that the mailbox is the visitor's, the team alone sees it, and what a
 * conversation can't show is kept with its lead. An email counts once.
 */
@Component
class ChatReplies implements AnsweredElsewhere {
    private final ReplyAddresses addresses;
    private final Chats chats;
    private final ChatPost post;
    private final Known known;
    private final Clock clock;

    /** Whose conversation it is, and which addresses are theirs. */
    @Component
    record Known(VisitorConversations conversations, VisitorEmails emails, ChatMailLinkSql links, Leads leads) {}

    ChatReplies(ReplyAddresses addresses, Chats chats, ChatPost post, Known known, Clock clock) {
        this.addresses = addresses;
        this.chats = chats;
        this.post = post;
        this.known = known;
        this.clock = clock;
    }

    @Override
    public Optional<Taken> take(Caller caller, IncomingEmail email) {
        return Optional.ofNullable(email.replyAddress())
                .flatMap(address -> addresses.conversation(caller, address))
                .flatMap(id -> known.conversations().lockIfThere(caller.workspaceId(), id))
                .flatMap(conversation -> taken(caller, conversation, email));
    }

    private Optional<Taken> taken(Caller caller, Conversation conversation, IncomingEmail email) {
        var answer = answer(caller, email);
        var lead = Optional.ofNullable(conversation.leadId())
                .flatMap(id -> known.leads().hold(caller, id))
                .map(Lead::id);
        var talk = chats.find(caller.workspaceId(), conversation.id(), post.origin())
                .filter(one -> goesOn(conversation));
        var isSaid = talk.isPresent() && isVisitors(caller, conversation);
        if (isSaid) {
            say(talk.get(), email, answer);
        } else if (talk.isPresent() || lead.isEmpty()) {
            note(caller, conversation, email, answer);
        }
        if (answer.isWhole() && (isSaid || lead.isEmpty())) {
            return Optional.of(new Taken(lead.orElse(null), false));
        }
        return lead.map(id -> new Taken(id, true));
    }

    private EmailAnswer answer(Caller caller, IncomingEmail email) {
        var ours = Stream.of(email.replyAddress(), post.sender(caller))
                .flatMap(Stream::ofNullable)
                .toList();
        return EmailAnswer.of(email, ours);
    }

    /** Whether a visitor may still write in it. */
    private boolean goesOn(Conversation conversation) {
        var endedAt = conversation.moments().endedAt();
        var isLately = endedAt != null
                && !endedAt.plus(VisitorConversations.REOPENED_WITHIN).isBefore(Times.now(clock));
        return conversation.marks().last() < VisitorConversations.MOST_MESSAGES && (!conversation.isOver() || isLately);
    }

    /**
     * Whether the visitor has shown that they read the mailbox, and no other one got an email of the conversation: else somebody could
     * have typed another one's address, and would read what its owner answers.
     */
    private boolean isVisitors(Caller caller, Conversation conversation) {
        return known.emails()
                .find(caller, conversation.id())
                .filter(VisitorEmails.Reach::isProven)
                .filter(reach -> {
                    var mailed = known.links().addresses(caller.workspaceId(), conversation.id());
                    return !mailed.isEmpty() && mailed.stream().allMatch(one -> isSame(one, reach.email()));
                })
                .isPresent();
    }

    private static boolean isSame(String one, String other) {
        return Unicode.key(one.strip()).equals(Unicode.key(other.strip()));
    }

    private void say(Chats.Talk talk, IncomingEmail email, EmailAnswer answer) {
        if (!answer.isEmpty()) {
            var text = answer.shown(Words.in(talk.conversation().language()));
            chats.say(talk, NewMessage.ofVisitor(text, EmailAnswer.clientId(email)));
        }
    }

    private void note(Caller caller, Conversation conversation, IncomingEmail email, EmailAnswer answer) {
        var words = Words.in(Objects.requireNonNullElse(caller.region().language(), "en"));
        known.conversations()
                .noteAnswer(caller, conversation.id(), answer.noted(words, email.from()), EmailAnswer.clientId(email));
    }
}
