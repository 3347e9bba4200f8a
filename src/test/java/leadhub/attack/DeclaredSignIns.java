package leadhub.attack;

import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import leadhub.testing.RawConnection;

/** Bodies that are declared and never sent, by people who aren't signed in. */
final class DeclaredSignIns implements Attack {
    private static final int CONNECTIONS = 260;
    private static final int SECONDS = 5;
    private static final String REQUEST = "POST /sign-in HTTP/1.1\r\nHost: x\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1048576\r\n\r\na";

    @Override
    public String name() {
        return "declared-sign-ins";
    }

    @Override
    public String promise() {
        return "260 sign-ins that declare 1 MiB and send one byte: the server lives, and others are answered within 100 ms";
    }

    @Override
    public Outcome run(Target target) throws Exception {
        var connections = new ArrayList<RawConnection>();
        try (var others = target.others().begin()) {
            for (var i = 0; i < CONNECTIONS && target.isAlive(); i++) {
                var connection = RawConnection.to(target.origin());
                connection.offer(REQUEST);
                connections.add(connection);
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
            if (!target.isAlive()) {
                return new Outcome(false, "the server died");
            }
            others.end();
            return new Outcome(
                    others.failures() == 0 && others.p99() < 100,
                    String.format(Locale.ROOT, "%s; %.0f MiB", others.figures(), target.peakMebibytes()));
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
    }
}
