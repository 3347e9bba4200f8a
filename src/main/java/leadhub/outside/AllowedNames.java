package leadhub.outside;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Finds the addresses of a host, those that may be dialled. They are what the client dials, so that a name that leads
 * elsewhere a moment later leads nowhere.
 */
final class AllowedNames implements DnsResolver {
    private final InetAddressFilter allowed;
    private final DnsResolver names;

    AllowedNames(InetAddressFilter allowed) {
        this(allowed, SystemDefaultDnsResolver.INSTANCE);
    }

    AllowedNames(InetAddressFilter allowed, DnsResolver names) {
        this.allowed = allowed;
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = names.resolve(host);
        var kept = Arrays.stream(addresses).filter(allowed::matches).toArray(InetAddress[]::new);
        if (kept.length == 0 && addresses.length > 0) {
            throw new NotAllowed(host);
        }
        return kept;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** All addresses of a host are in networks that aren't allowed. */
    static final class NotAllowed extends UnknownHostException {
        private static final long serialVersionUID = 1;

        NotAllowed(String host) {
            super(host);
        }
    }
}
