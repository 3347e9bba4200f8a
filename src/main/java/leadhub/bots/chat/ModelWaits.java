package leadhub.bots.chat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import leadhub.conversations.ConversationNews;
import leadhub.web.Turns;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Waits with an answer for what a model says, for pages that nothing can be told later.
 *
 * <p>Limits: 5 seconds, of 16 pages at once; whoever comes then doesn't wait.
 */
@Component
class ModelWaits {
    private static final int AT_ONCE = 16;

    private final ModelTurnSql sql;
    private final ConversationNews news;
    private final Duration patience;
    private final Semaphore places = new Semaphore(AT_ONCE);

    ModelWaits(ModelTurnSql sql, ConversationNews news, @Value("${leadhub.chat.page-patience:5s}") Duration patience) {
        this.sql = sql;
        this.news = news;
        this.patience = patience;
    }

    /** Whether something was asked that isn't answered yet. */
    boolean isThinking(Chats.Talk talk) {
        return sql.isOpen(talk.sender().workspaceId(), talk.conversation().id());
    }

    /** Comes back when it is answered, or when it takes too long. */
    void await(Chats.Talk talk) {
        if (!isThinking(talk) || !places.tryAcquire()) {
            return;
        }
        var heard = new Semaphore(0);
        try (var subscription = news.listen(talk.conversation().id(), kind -> heard.release())) {
            var end = System.nanoTime() + patience.toNanos();
            while (isThinking(talk) && Turns.outside(() -> isHeard(heard, end), done -> {})) {
                heard.drainPermits();
            }
        } finally {
            places.release();
        }
    }

    private static boolean isHeard(Semaphore heard, long end) {
        try {
            return heard.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
