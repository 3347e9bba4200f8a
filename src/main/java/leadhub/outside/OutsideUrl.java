package leadhub.outside;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads addresses of the web that people type. */
public final class OutsideUrl {
    private static final int MOST_CHARACTERS = 2_000;

    private OutsideUrl() {}

    /**
     * An {@code http} or {@code https} address with a host, as it can be called: without a fragment, the host in ASCII.
     * Empty for everything else, also where a name and password stand in it, which would end up in logs. What it answers
     * is read as the same again: it is within the limit as it is called, not only as it was typed.
     */
    public static Optional<URI> parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            var url = new URI(text.strip());
            var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            var isWeb = scheme.equals("http") || scheme.equals("https");
            if (!isWeb || url.getRawUserInfo() != null || url.getRawAuthority() == null) {
                return Optional.empty();
            }
            var host = url.getHost() != null ? url.getHost() : internationalHost(url.getRawAuthority());
            if (host == null) {
                return Optional.empty();
            }
            return Optional.of(new URI(scheme + "://" + host.toLowerCase(Locale.ROOT) + port(url) + rest(url)))
                    .filter(OutsideUrl::canBeCalled);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Java reads a port and checks a host only once the host is in ASCII. */
    private static boolean canBeCalled(URI url) {
        return url.getHost() != null
                && url.getPort() != 0
                && url.getPort() <= 65_535
                && url.toString().length() <= MOST_CHARACTERS;
    }

    private static String port(URI url) {
        var authority = url.getRawAuthority();
        var colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') && colon < authority.length() - 1 ? authority.substring(colon) : "";
    }

    private static String rest(URI url) {
        var path = url.toASCIIString().replaceFirst("^[^:]+://[^/?#]*", "").replaceFirst("#.*$", "");
        return path.startsWith("/") ? path : "/" + path;
    }

    /** Java reads a host such as {@code bücher.example} as no host at all. */
    private static @Nullable String internationalHost(String authority) {
        var host = authority.replaceFirst(":\\d*$", "");
        if (host.isEmpty() || host.indexOf('@') >= 0 || host.chars().allMatch(c -> c < 0x80)) {
            return null;
        }
        var ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES);
        return ascii.isEmpty() ? null : ascii;
    }
}
