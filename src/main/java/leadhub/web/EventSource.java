package leadhub.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the events of one stream come from: asked for the next one whenever the client has taken the one before. */
@FunctionalInterface
public interface EventSource extends AutoCloseable {
    /**
     * The next event.
     *
     * @param patience how long it may wait for one
     * @return null if none came in that time
     */
    @Nullable
    ServerEvent next(Duration patience) throws InterruptedException;

    /** Whether there will be no more. */
    default boolean isOver() {
        return false;
    }

    @Override
    default void close() {}
}
