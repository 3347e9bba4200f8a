package leadhub.outside;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call of an address that somebody typed.
 *
 * @param headers beside {@code Host}, {@code Content-Length} and the like, which are written by us
 * @param body empty for none
 * @param most how much of the answer's body is taken
 */
public record OutsideRequest(String method, URI target, Map<String, String> headers, byte[] body, Most most) {
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "upgrade",
            "expect");

    /**
     * How much of an answer's body is taken, once it is unpacked.
     *
     * @param bytes a longer one is a failure
     * @param kept what comes after these is read and dropped
     * @param end what a line ends with behind which nothing is read, whether or not more comes; null for none
     */
    public record Most(int bytes, int kept, @Nullable String end) {
        public Most(int bytes, int kept) {
            this(bytes, kept, null);
        }

        /** All of it is kept. */
        public Most(int bytes) {
            this(bytes, bytes);
        }

        /** All of it up to such a line. */
        public Most until(String last) {
            return new Most(bytes, bytes, last);
        }
    }

    /** @throws IllegalArgumentException for a header that {@link #mayBear} refuses, and a target that isn't {@link OutsideUrl#parse}'s */
    public OutsideRequest {
        headers.forEach((name, value) -> {
            if (!mayBear(name, value)) {
                throw new IllegalArgumentException("The header " + name + " may not be sent.");
            }
        });
        if (OutsideUrl.parse(target.toString()).isEmpty()) {
            throw new IllegalArgumentException("The target is no address that may be called.");
        }
        headers = Map.copyOf(headers);
    }

    /** Whether a header can be sent as it is: nothing that ends its line, and none that frames the message. */
    public static boolean mayBear(String name, String value) {
        return name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
                && !OURS.contains(name.toLowerCase(Locale.ROOT))
                && value.length() <= 8_000
                && value.chars().allMatch(c -> c == '\t' || c >= ' ' && c != 0x7f && c <= 0xff);
    }
}
