package leadhub.web;

import org.jspecify.annotations.Nullable;

/** Where the events of one stream come from: asked for the next one whenever the client has taken the one before. */
public interface EventSource extends AutoCloseable {
    /** The next event that it knows of, null for none; asked by one thread at a time, and asks nobody itself. */
    @Nullable
    ServerEvent next();

    /** Has the stream told whenever there may be one, by whichever thread. */
    void onNews(Runnable told);

    /** Whether there may be events that it doesn't know of yet; called every second too, and returns at once. */
    default boolean isDue() {
        return false;
    }

    /** Asks the database for them, by the same thread as {@link #next}. It stays due where that fails. */
    default void look() {}

    /** Whether there will be no more. */
    default boolean isOver() {
        return false;
    }

    @Override
    default void close() {}
}
