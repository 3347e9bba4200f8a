package leadhub.site;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

    /** Whether scripts of a site may call. */
    boolean allow(String origin) {
        if (any) {
            return true;
        }
        try {
            var uri = URI.create(origin.toLowerCase(Locale.ROOT));
            return uri.getHost() != null && hosts.contains(uri.getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** As the content security policy spells it. */
    String frameAncestors() {
        if (any) {
            return "*";
        }
        return hosts.isEmpty() ? "'none'" : "'self' " + hosts.stream().sorted().collect(Collectors.joining(" "));
    }
}
