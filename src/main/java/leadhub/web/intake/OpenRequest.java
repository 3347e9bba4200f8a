package leadhub.web.intake;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import leadhub.base.Problem;
import org.jspecify.annotations.Nullable;

/** A request that has begun to come in and isn't answered yet. While it waits for its sender, it can be shed. */
public final class OpenRequest {
    static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private static final ThreadLocal<@Nullable OpenRequest> CURRENT = new ThreadLocal<>();

    private final SocketChannel channel;
    private final long since = System.nanoTime();
    private boolean isWaiting;
    private boolean isKnown;
    private boolean hasPlace = true;
    private boolean isStream;
    private volatile Runnable onEnd = () -> {};
    private volatile boolean isShed;
    private volatile boolean isRefused;

    OpenRequest(SocketChannel channel) {
        this.channel = channel;
    }

    /** The one that this thread works on; null in tests of parts. */
    static @Nullable OpenRequest current() {
        return CURRENT.get();
    }

    static void current(@Nullable OpenRequest request) {
        if (request == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(request);
        }
    }

    /** Whether the request that this thread works on came when there was no place for it. */
    public static boolean isRefused() {
        var request = CURRENT.get();
        return request != null && request.isRefused;
    }

    /** Refuses the request that this thread works on, if it came when there was no place for it. */
    public static void requireRoom() {
        if (isRefused()) {
            throw new Problem.Unavailable(RETRY_AFTER).exception();
        }
    }

    synchronized void refuse() {
        isRefused = true;
        hasPlace = false;
    }

    /** True once, if it had one. */
    synchronized boolean givePlaceBack() {
        var had = hasPlace;
        hasPlace = false;
        return had;
    }

    /** Whether the request that this thread works on was shed; an answer is hardly worth its cost. */
    public static boolean isCutOff() {
        var request = CURRENT.get();
        return request != null && request.isShed;
    }

    /** True once. */
    synchronized boolean becomeStream() {
        var becomes = !isStream;
        isStream = true;
        return becomes;
    }

    synchronized boolean isStream() {
        return isStream;
    }

    /** Has somebody told once it is over, or with it the connection that it became; whatever failed on the way. */
    void onEnd(Runnable told) {
        onEnd = told;
    }

    void end() {
        onEnd.run();
    }

    /** More of it has to come from its sender. */
    synchronized void await(Sender sender) {
        isWaiting = true;
        isKnown = sender == Sender.KNOWN;
    }

    /** It is our turn. */
    synchronized void resume() {
        isWaiting = false;
    }

    synchronized boolean isWaiting(boolean knownToo) {
        return isWaiting && !isShed && (knownToo || !isKnown);
    }

    long since() {
        return since;
    }

    boolean isShed() {
        return isShed;
    }

    /** Ends what comes in, which wakes whoever reads; false if nobody waits any more. */
    synchronized boolean shed() {
        if (!isWaiting || isShed) {
            return false;
        }
        isShed = true;
        return endInput(channel);
    }

    static boolean endInput(SocketChannel channel) {
        try {
            channel.shutdownInput();
            return true;
        } catch (IOException e) {
            // The peer was quicker.
            return false;
        }
    }
}
