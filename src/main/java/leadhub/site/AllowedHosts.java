package leadhub.site;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whose pages may show one of ours in a frame, and call it from a script; beside our own. */
public final class AllowedHosts {
    public static final AllowedHosts NONE = new AllowedHosts(false, Set.of());
    public static final AllowedHosts ANY = new AllowedHosts(true, Set.of());

    private static final Pattern HOST = Pattern.compile("[a-z0-9][a-z0-9.-]{0,252}(:[0-9]{1,5})?");

    private final boolean any;
    private final Set<String> hosts;

    private AllowedHosts(boolean any, Set<String> hosts) {
        this.any = any;
        this.hosts = hosts;
    }

    /** Those hosts, each {@code host} or {@code host:port}; a name in its ASCII spelling. */
    public static AllowedHosts of(List<String> hosts) {
        var small = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        small.forEach(host -> {
            // They go into a header.
            if (!isHost(host)) {
                throw new IllegalArgumentException("No host: " + host);
            }
        });
        return new AllowedHosts(false, Set.copyOf(small));
    }

    /** Whether a text can be one of them. */
    public static boolean isHost(String text) {
        return HOST.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    public boolean isNone() {
        return !any && hosts.isEmpty();
    }

    /** Whether scripts of a site may call: as the policy for frames, a host without a port means its scheme's own. */
    public boolean allow(String origin) {
        if (any) {
            return true;
        }
        try {
            var uri = URI.create(origin.toLowerCase(Locale.ROOT));
            var host = uri.getHost();
            var usual = defaultPort(uri.getScheme());
            if (host == null || usual < 0) {
                return false;
            }
            var port = uri.getPort() < 0 ? usual : uri.getPort();
            return hosts.contains(host + ":" + port) || port == usual && hosts.contains(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int defaultPort(@Nullable String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            case null, default -> -1;
        };
    }

    /** As the content security policy spells it. */
    String frameAncestors() {
        if (any) {
            return "*";
        }
        return hosts.isEmpty() ? "'none'" : "'self' " + hosts.stream().sorted().collect(Collectors.joining(" "));
    }
}
