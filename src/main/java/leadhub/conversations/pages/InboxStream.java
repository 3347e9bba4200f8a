package leadhub.conversations.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import leadhub.conversations.Conversation;
import leadhub.conversations.ConversationNews;
import leadhub.web.EventSource;
import leadhub.web.ServerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tells an open page that its conversation may have news, and nothing of what they are: the page asks for them, by the rights that its
 * visitor has then. Ends after five minutes, so that whoever listens on has to be let in again.
 */
final class InboxStream implements EventSource {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final ServerEvent NEWS = new ServerEvent(null, "news", "{}");

    /** What happened between the page and its stream is news too. */
    private final AtomicBoolean isAny = new AtomicBoolean(true);

    private final Clock clock;
    private final Instant end;
    private final ConversationNews.Subscription subscription;
    private volatile Runnable told = () -> {};

    InboxStream(Conversation conversation, ConversationNews news, Clock clock) {
        this.clock = clock;
        this.end = clock.instant().plus(LIFE);
        this.subscription = news.listen(conversation.id(), this::heard);
    }

    private void heard(ConversationNews.Kind kind) {
        isAny.set(true);
        told.run();
    }

    @Override
    public void onNews(Runnable told) {
        this.told = told;
    }

    @Override
    public @Nullable ServerEvent next() {
        return isAny.getAndSet(false) ? NEWS : null;
    }

    /** Somebody looks again, and ends it. */
    @Override
    public boolean isDue() {
        return isOver();
    }

    @Override
    public boolean isOver() {
        return clock.instant().isAfter(end);
    }

    @Override
    public void close() {
        subscription.close();
    }
}
