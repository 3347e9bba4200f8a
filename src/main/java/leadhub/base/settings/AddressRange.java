package leadhub.base.settings;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Objects;

/**
 * A network, or a single address.
 *
 * @param prefix how many leading bits count
 */
public record AddressRange(InetAddress address, int prefix) {
    /**
     * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address.
     *
     * @throws IllegalArgumentException for anything else; names are not looked up
     */
    public static AddressRange parse(String text) {
        var slash = text.indexOf('/');
        var address = literal(slash < 0 ? text : text.substring(0, slash));
        var bits = address.getAddress().length * 8;
        var prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("a network of " + bits + " bits has no prefix of " + prefix);
        }
        return new AddressRange(address, prefix);
    }

    public boolean contains(InetAddress other) {
        var mine = address.getAddress();
        var theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        var ignored = mine.length * 8 - prefix;
        return Objects.equals(
                new BigInteger(1, mine).shiftRight(ignored), new BigInteger(1, theirs).shiftRight(ignored));
    }

    static InetAddress literal(String text) {
        // ofLiteral also takes "10.1" and "167772161"; nobody means those.
        if (!text.contains(":") && !text.matches("\\d+\\.\\d+\\.\\d+\\.\\d+")) {
            throw new IllegalArgumentException("not an IP address: " + text);
        }
        return InetAddress.ofLiteral(text);
    }
}
