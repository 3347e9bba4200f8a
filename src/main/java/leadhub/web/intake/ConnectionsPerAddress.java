package leadhub.web.intake;

import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** How many connections each address has. What was closed is noticed when an address seems to have too many, and now and then. */
final class ConnectionsPerAddress {
    private final int most;
    private final Predicate<InetAddress> exempt;
    private final Map<String, Set<SocketChannel>> byGroup = new HashMap<>();

    ConnectionsPerAddress(int most, Predicate<InetAddress> exempt) {
        this.most = most;
        this.exempt = exempt;
    }

    /** Counts a new connection; false if its address has as many as it may. */
    synchronized boolean admit(SocketChannel channel) {
        var address = channel.socket().getInetAddress();
        if (address == null || exempt.test(address)) {
            return true;
        }
        var channels = byGroup.computeIfAbsent(ClientAddress.group(address.getHostAddress()), group -> new HashSet<>());
        if (channels.size() >= most) {
            channels.removeIf(other -> !other.isOpen());
        }
        return channels.size() < most && channels.add(channel);
    }

    synchronized void forgetClosed() {
        byGroup.values().forEach(channels -> channels.removeIf(channel -> !channel.isOpen()));
        byGroup.values().removeIf(Set::isEmpty);
    }
}
