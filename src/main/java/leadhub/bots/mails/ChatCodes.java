package leadhub.bots.mails;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Seal;
import leadhub.base.Times;
import leadhub.base.Unicode;
import leadhub.base.database.NamedValues;
import leadhub.bots.chat.ChatBots;
import leadhub.bots.chat.ChatResumption;
import leadhub.conversations.VisitorConversations;
import leadhub.conversations.VisitorConversations.Started;
import leadhub.conversations.VisitorEmails;
import leadhub.jobs.JobQueue;
import leadhub.mail.MailQuotaExceeded;
import leadhub.web.Words;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes by which a visitor goes on with their conversation in another browser: mailed to the address that they gave in it. Whoever
 * asks for one is answered the same whether the address is known or not.
 *
 * <p>Limits: six digits, good for ten minutes and five tries, three an hour to an address; of conversations of the last 30 days.
 */
@Service
public class ChatCodes implements ChatResumption {
    static final String JOB = "mail-chat-code";

    private static final Duration GOOD = Duration.ofMinutes(10);
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration LOOKED_FOR = Duration.ofDays(30);
    private static final int MOST_SENDS = 3;
    private static final int MOST_TRIES = 5;
    private static final int CODES = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ChatCodeSql sql;
    private final VisitorConversations conversations;
    private final VisitorEmails emails;
    private final ChatPost post;
    private final Means means;

    /** How codes are made and leave. */
    @Component
    record Means(Seal seal, JobQueue jobs, Clock clock) {}

    ChatCodes(ChatCodeSql sql, VisitorConversations conversations, VisitorEmails emails, ChatPost post, Means means) {
        this.sql = sql;
        this.conversations = conversations;
        this.emails = emails;
        this.post = post;
        this.means = means;
    }

    /** Of which address with which bot a code is. */
    record Place(long workspaceId, String botId, String emailKey) {
        NamedValues values() {
            return NamedValues.of("workspace", workspaceId).and("bot", botId).and("email", emailKey);
        }

        private String sealedFor() {
            return "chat code " + workspaceId + " " + botId + " " + emailKey;
        }
    }

    /** What is to be mailed. */
    record Wanted(long workspaceId, String botId, String emailKey) {}

    @Override
    public boolean isOffered(long workspaceId) {
        return post.isSet(workspaceId) && means.seal().isReady();
    }

    @Override
    @Transactional
    public void ask(ChatBots.Found found, String email) {
        var now = Times.now(means.clock());
        var place = place(found, email);
        var conversation = emails.latest(found.sender(), found.bot().id(), email, now.minus(LOOKED_FOR))
                .orElse(null);
        if (isOffered(place.workspaceId()) && sql.ask(place, conversation, now, GOOD, WINDOW, MOST_SENDS)) {
            means.jobs().add(JOB, new Wanted(place.workspaceId(), place.botId(), place.emailKey()));
        }
    }

    /** The job: the code is made when it leaves, so that it stands nowhere in clear. */
    void send(Wanted wanted) {
        var place = new Place(wanted.workspaceId(), wanted.botId(), wanted.emailKey());
        var code = String.format(Locale.ROOT, "%06d", RANDOM.nextInt(CODES));
        var sealed = means.seal().seal(place.sealedFor(), code.getBytes(StandardCharsets.UTF_8));
        var caller = post.caller(wanted.workspaceId(), Actor.system("chat"));
        var conversationId = sql.give(place, sealed, Times.now(means.clock()));
        var reach = conversationId.flatMap(id -> emails.find(caller, id));
        // Who has given another address meanwhile gets no code for the one before.
        if (reach.isEmpty() || !key(reach.get().email()).equals(wanted.emailKey())) {
            return;
        }
        var conversation = conversations.get(caller, conversationId.get());
        var words = Words.in(conversation.language());
        var from = post.name(caller);
        var letter = new ChatPost.Letter(
                reach.get().email(),
                words,
                words.say("mail.chat.code.subject", from),
                List.of(words.say("mail.chat.code", from), code),
                null,
                words.say("mail.chat.code.footer"),
                "chat." + conversation.publicId() + ".code."
                        + Times.now(means.clock()).toEpochMilli(),
                null,
                true);
        try {
            post.send(caller, letter);
        } catch (MailQuotaExceeded e) {
            // Tomorrow nobody waits for it any more.
            sql.delete(place);
        }
    }

    @Override
    @Transactional
    public Optional<Started> enter(ChatBots.Found found, String email, String code) {
        var place = place(found, email);
        var tried = sql.attempt(place, Times.now(means.clock()), MOST_TRIES);
        var isRight = tried.flatMap(one -> means.seal().open(place.sealedFor(), one.code()))
                .filter(right -> MessageDigest.isEqual(right, code.strip().getBytes(StandardCharsets.UTF_8)))
                .isPresent();
        if (tried.isEmpty() || !isRight) {
            return Optional.empty();
        }
        sql.delete(place);
        emails.prove(found.sender(), tried.get().conversationId(), email);
        return Optional.of(conversations.goOn(found.sender(), tried.get().conversationId()));
    }

    /** Forgets codes of a workspace that count no more. */
    @Transactional
    public void prune(long workspaceId) {
        sql.prune(workspaceId, Times.now(means.clock()).minus(WINDOW.plus(GOOD)));
    }

    private static Place place(ChatBots.Found found, String email) {
        return new Place(found.sender().workspaceId(), found.bot().id(), key(email));
    }

    private static String key(String email) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(Unicode.key(email.strip()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
