package leadhub.conversations;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import leadhub.base.Caller;
import leadhub.base.database.Signals;
import org.springframework.stereotype.Component;

/**
 * Tells whoever looks at a conversation that something happened in it, in whichever process. What it was they read
 * themselves; nothing is kept for those who don't come.
 */
@Component
public class ConversationNews {
    private static final String TOPIC = "conversations";

    private final Signals signals;
    private final Map<Long, Set<Consumer<Kind>>> listeners = new ConcurrentHashMap<>();

    /** What happened. */
    public enum Kind {
        /** Something was said, or another one answers, or it is over; also where news may have been missed. */
        CHANGED,
        VISITOR_TYPES,
        TEAM_TYPES,
        BOT_THINKS
    }

    /** Listens until it is closed. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    ConversationNews(Signals signals) {
        this.signals = signals;
        signals.on(TOPIC, this::heard);
    }

    /**
     * Calls back for each piece of news of one conversation.
     *
     * @param heard called by the thread that hears signals: returns at once, and throws nothing
     */
    public Subscription listen(long conversationId, Consumer<Kind> heard) {
        listeners.compute(conversationId, (id, all) -> {
            var more = all == null ? ConcurrentHashMap.<Consumer<Kind>>newKeySet() : all;
            more.add(heard);
            return more;
        });
        return () -> listeners.computeIfPresent(conversationId, (id, all) -> {
            all.remove(heard);
            return all.isEmpty() ? null : all;
        });
    }

    /** Whether news are heard; while they aren't, whoever looks asks again by themselves. */
    public boolean isListening() {
        return signals.listening();
    }

    /** Once the current transaction is committed. */
    void tell(Caller caller, long conversationId, Kind kind) {
        tell(caller.workspaceId(), conversationId, kind);
    }

    void tell(long workspaceId, long conversationId, Kind kind) {
        signals.defer(workspaceId, TOPIC, conversationId + "." + kind.name());
    }

    private void heard(String subject) {
        if (subject.equals("*")) {
            listeners.values().forEach(all -> all.forEach(heard -> heard.accept(Kind.CHANGED)));
            return;
        }
        var dot = subject.indexOf('.');
        var all = listeners.get(Long.valueOf(subject.substring(0, dot)));
        if (all != null) {
            var kind = Kind.valueOf(subject.substring(dot + 1));
            all.forEach(heard -> heard.accept(kind));
        }
    }
}
