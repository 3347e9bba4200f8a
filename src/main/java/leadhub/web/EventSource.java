package leadhub.web;

import org.jspecify.annotations.Nullable;

/** Where the events of one stream come from: asked for the next one whenever the client has taken the one before. */
public interface EventSource extends AutoCloseable {
    /** The event that there is at this moment, null for none; asked by one thread at a time, and doesn't wait for one. */
    @Nullable
    ServerEvent next();

    /** Has the stream told whenever there may be one, by whichever thread. */
    void onNews(Runnable told);

    /** Whether it wants to be asked though it told nothing; called every second, and returns at once. */
    default boolean isDue() {
        return false;
    }

    /** Whether there will be no more. */
    default boolean isOver() {
        return false;
    }

    @Override
    default void close() {}
}
