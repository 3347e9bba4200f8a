package leadhub.bots.chat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import leadhub.api.LeadHubDialect;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.conversations.ConversationNews;
import leadhub.web.EventSource;
import leadhub.web.ServerEvent;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a conversation, for the page of its visitor: messages behind the one that the page had last, how it stands, and
 * whether somebody types. Read from the database when the page has taken what came before, so nothing is gathered for one that
 * doesn't read.
 */
final class ChatStream implements EventSource {
    /** Read at once, and held while its page doesn't read. */
    private static final int PORTION = 10;
    /** While no signals are heard it looks by itself. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Chats chats;
    private final Chats.Talk talk;
    private final LeadHubDialect dialect;
    private final ConversationNews news;
    private final ConversationNews.Subscription subscription;
    private final Queue<ServerEvent> read = new ArrayDeque<>();
    private final AtomicBoolean isChanged = new AtomicBoolean(true);
    /** Who writes at this moment; "" for nobody. */
    private final AtomicReference<String> typing = new AtomicReference<>("");

    private volatile Runnable told = () -> {};
    private volatile long looked = System.nanoTime();
    private long last;
    private ChatViews.@Nullable Standing standing;

    ChatStream(Chats chats, Chats.Talk talk, long after, LeadHubDialect dialect, ConversationNews news) {
        this.chats = chats;
        this.talk = talk;
        this.last = after;
        this.dialect = dialect;
        this.news = news;
        this.subscription = news.listen(talk.conversation().id(), this::heard);
    }

    private void heard(ConversationNews.Kind kind) {
        switch (kind) {
            case CHANGED -> isChanged.set(true);
            case TEAM_TYPES -> typing.set("agent");
            case BOT_THINKS -> typing.set("assistant");
            case VISITOR_TYPES -> {
                // The visitor's own.
                return;
            }
        }
        told.run();
    }

    @Override
    public void onNews(Runnable told) {
        this.told = told;
    }

    @Override
    public boolean isDue() {
        return isChanged.get() || !news.isListening() && System.nanoTime() - looked > LOOK.toNanos();
    }

    @Override
    public @Nullable ServerEvent next() {
        if (!read.isEmpty()) {
            return read.remove();
        }
        // Whatever was said before comes first.
        var writer = isDue() ? "" : typing.getAndSet("");
        return writer.isEmpty() ? null : event(null, "typing", Map.of("role", writer));
    }

    @Override
    public void look() {
        looked = System.nanoTime();
        // What is set meanwhile is read by the next look.
        isChanged.set(false);
        try {
            readOn();
        } catch (RuntimeException e) {
            if (!isErased(e)) {
                isChanged.set(true);
                throw e;
            }
            // Nothing happens in it any more.
            read.clear();
        }
    }

    private static boolean isErased(RuntimeException e) {
        return e instanceof ProblemException known && known.problem() instanceof Problem.NotFound;
    }

    private void readOn() {
        var look = chats.look(talk, last, PORTION);
        for (var message : look.messages()) {
            last = message.number();
            read.add(event(Long.toString(last), "message", ChatViews.Spoken.of(message)));
        }
        if (read.size() == PORTION) {
            isChanged.set(true);
        }
        var now = ChatViews.Standing.of(look.conversation());
        if (!now.equals(standing)) {
            standing = now;
            read.add(event(null, "status", now));
        }
    }

    private ServerEvent event(@Nullable String id, String name, Object data) {
        return new ServerEvent(id, name, dialect.mapper().writeValueAsString(data));
    }

    @Override
    public void close() {
        subscription.close();
    }
}
