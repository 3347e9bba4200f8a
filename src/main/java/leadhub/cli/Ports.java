package leadhub.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import leadhub.base.settings.Setting;
import leadhub.base.settings.Settings;
import leadhub.base.settings.SetupProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ports of a server: says before anything is started what would fail at its end. */
final class Ports {
    private static final Logger log = LoggerFactory.getLogger(Ports.class);
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int MOST_TRIES = 100;

    private final Settings settings;

    Ports(Settings settings) {
        this.settings = settings;
    }

    /** @throws SetupProblem if a port that was chosen can't be had */
    void requireFree() {
        requireFree(settings.address(), settings.port(), Setting.PORT);
        var chosen = settings.managementPort();
        if (chosen != null) {
            requireFree(LOOPBACK, chosen, Setting.MANAGEMENT_PORT);
        }
    }

    /** The one that was chosen, else the next free one; to be asked late, so that nobody else takes it meanwhile. */
    int management() {
        var chosen = settings.managementPort();
        return chosen == null ? nextFree(Integer.parseInt(Setting.MANAGEMENT_PORT.fallback())) : chosen;
    }

    private int nextFree(int usual) {
        for (var port = usual; port < usual + MOST_TRIES; port++) {
            if (port == settings.port() || !isFree(port)) {
                continue;
            }
            if (port != usual) {
                log.info(
                        "Port {} is taken, so health and metrics are on port {}; choose one with {}.",
                        usual,
                        port,
                        Setting.MANAGEMENT_PORT.flag());
            }
            return port;
        }
        throw new SetupProblem("No port from " + usual + " on is free for health and metrics: choose one with "
                + Setting.MANAGEMENT_PORT.flag() + ", such as 0 for any.");
    }

    private static boolean isFree(int port) {
        try {
            bind(LOOPBACK, port);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void requireFree(InetAddress address, int port, Setting setting) {
        try {
            bind(address, port);
        } catch (IOException e) {
            var reason = String.valueOf(e.getMessage());
            if (reason.contains("already in use")) {
                throw new SetupProblem("Port " + port + " of " + address.getHostAddress()
                        + " is taken: stop what uses it, or choose another with " + setting.flag() + ".");
            }
            if (reason.contains("ermission denied")) {
                throw new SetupProblem("Port " + port + " is not for ordinary users: choose one from 1024 with "
                        + setting.flag() + ", and let a proxy listen there.");
            }
            throw new SetupProblem("Can't listen on " + address.getHostAddress() + " (" + reason
                    + "): choose an address of this machine with " + Setting.ADDRESS.flag() + ".");
        }
    }

    private static void bind(InetAddress address, int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        }
    }
}
