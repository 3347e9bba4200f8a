package leadhub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ports of this machine, each given once in a run. What a test that is over has left to be sent is tried again whenever
 * another lets hours pass, and must not arrive at somebody who happens to listen there now.
 */
public final class Ports {
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    /** Which of the processes that run tests side by side this is: each has ports of its own. */
    private static final int FORK = Integer.getInteger("leadhub.tests.fork", 1);

    private static final int FORKS = 2;

    private Ports() {}

    /** One that nobody listens at. */
    public static int free() {
        try (var socket = listen(1)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens at one. */
    public static ServerSocket listen(int backlog) throws IOException {
        // Those that were given before are held meanwhile, or one of them might be offered again and again.
        var taken = new ArrayList<ServerSocket>();
        try {
            while (true) {
                var socket = new ServerSocket(0, backlog, InetAddress.ofLiteral("127.0.0.1"));
                if (isOurs(socket.getLocalPort()) && GIVEN.add(socket.getLocalPort())) {
                    return socket;
                }
                taken.add(socket);
            }
        } finally {
            for (var socket : taken) {
                socket.close();
            }
        }
    }

    /** Halved, for systems like to give odd ones to those who listen. */
    private static boolean isOurs(int port) {
        return port / 2 % FORKS == FORK % FORKS;
    }
}
