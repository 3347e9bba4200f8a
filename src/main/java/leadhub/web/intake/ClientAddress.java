package leadhub.web.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import leadhub.base.settings.AddressRange;
import leadhub.base.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a call comes from, and under which name it sees us. Forwarded headers count from configured proxies only. */
@Component
public final class ClientAddress {
    private final @Nullable String baseUrl;
    private final List<AddressRange> trustedProxies;

    ClientAddress(Settings settings) {
        this.baseUrl = settings.baseUrl();
        this.trustedProxies = settings.trustedProxies();
    }

    /** The peer's address, or the one that a configured proxy forwards. */
    public String of(HttpServletRequest request) {
        var peer = request.getRemoteAddr();
        if (!isTrusted(peer)) {
            return peer;
        }
        // From the right, over all lines of the header: the last address that is not one of our proxies.
        var hops = String.join(",", Collections.list(request.getHeaders("X-Forwarded-For")))
                .split(",");
        for (var i = hops.length - 1; i >= 0; i--) {
            var hop = hops[i].strip();
            if (!isTrusted(hop)) {
                return hop.matches("[0-9a-fA-F:.]{2,45}") ? hop : peer;
            }
        }
        return peer;
    }

    /** Whether somebody else's clients, or this machine's own programs, come from there. */
    boolean isExempt(InetAddress peer) {
        var address = peer.getHostAddress();
        return address.equals("127.0.0.1") || address.equals("0:0:0:0:0:0:0:1") || isTrusted(address);
    }

    /** Whether links start with an address that was set, and not with what callers say. */
    public boolean isSet() {
        return baseUrl != null;
    }

    /** Scheme, host and port that links start with. */
    public String origin(HttpServletRequest request) {
        if (baseUrl != null) {
            return baseUrl;
        }
        var host = request.getHeader("Host");
        var scheme = request.getScheme();
        if (isTrusted(request.getRemoteAddr())) {
            host = last(request, "X-Forwarded-Host", host);
            scheme = last(request, "X-Forwarded-Proto", scheme);
        }
        return isSound(host)
                ? scheme + "://" + host
                : scheme + "://" + request.getLocalName() + ":" + request.getLocalPort();
    }

    /** IPv6 callers own a whole /64; they count as one. */
    public static String group(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == 4
                    ? address
                    : InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(bytes, 8), 16))
                            .getHostAddress();
        } catch (IllegalArgumentException | UnknownHostException e) {
            return address;
        }
    }

    /** What the nearest proxy says; what stands before it may be the caller's own. */
    private static @Nullable String last(HttpServletRequest request, String header, @Nullable String own) {
        var said =
                String.join(",", Collections.list(request.getHeaders(header))).split(",");
        var last = said.length == 0 ? "" : said[said.length - 1].strip();
        return last.isEmpty() ? own : last;
    }

    private static boolean isSound(@Nullable String host) {
        if (host == null) {
            return false;
        }
        try {
            return URI.create("http://" + host).getHost() != null && !host.contains("/") && !host.contains("@");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isTrusted(String address) {
        try {
            var peer = InetAddress.ofLiteral(address);
            return trustedProxies.stream().anyMatch(network -> network.contains(peer));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
