package leadhub.web.intake;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes leave of clients before the server stops. For a while it goes on as before, says with each answer that the
 * connection ends, and reports not to be ready; then it takes no more connections and closes those on which nothing is
 * under way. So no request meets a connection that was closed under it.
 *
 * <p>Limits: the while is a setting; connections with something under way have the time of the server's graceful stop.
 */
@Component
final class Draining implements SmartLifecycle {
    private static final Duration CLOSING = Duration.ofSeconds(1);
    private static final Duration SILENT = Duration.ofMillis(500);
    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

    private final Duration goodbye;
    private volatile @Nullable BoundedHttp http;
    private volatile boolean running;
    private volatile boolean draining;

    Draining(@Value("${leadhub.drain}") Duration goodbye) {
        this.goodbye = goodbye;
    }

    /** Tells of the connections that there are to close. */
    void watch(BoundedHttp protocol) {
        http = protocol;
    }

    /** Ends connections with their answers, once the server is about to stop. */
    Valve valve() {
        return new ValveBase(true) {
            @Override
            public void invoke(Request request, Response response) throws IOException, ServletException {
                sayGoodbye(response);
                getNext().invoke(request, response);
                sayGoodbye(response);
            }
        };
    }

    private void sayGoodbye(Response response) {
        if (draining && !response.isCommitted()) {
            response.setHeader("Connection", "close");
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        draining = true;
        await(goodbye, () -> false);
        var protocol = http;
        if (protocol != null) {
            protocol.leave();
            await(CLOSING, () -> protocol.endIdle(SILENT.toMillis()) == 0);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before everything else that stops. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    private static void await(Duration limit, java.util.function.BooleanSupplier isOver) {
        var end = System.nanoTime() + limit.toNanos();
        while (!isOver.getAsBoolean()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
