package leadhub.outside;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import leadhub.base.settings.AddressRange;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Which addresses a workspace may have LeadHub call: those of the outside world, and the networks that the operator
 * allows ({@code --allowed-networks}). Everything else that this machine reaches, itself first of all, is none of a
 * workspace's business.
 *
 * <p>Asked about the very address that is dialled, never about a name beforehand: a name may lead elsewhere a moment
 * later. Spring's HTTP clients take it as it is.
 */
public final class AllowedAddresses implements InetAddressFilter {
    /** Beyond what Spring knows as special: addresses for documentation in the midst of the ordinary ones. */
    private static final AddressRange NEWER_DOCUMENTATION = AddressRange.parse("3fff::/20");

    private static final InetAddressFilter EXTERNAL = InetAddressFilter.externalAddresses();

    private final List<AddressRange> allowed;

    public AllowedAddresses(List<AddressRange> allowed) {
        this.allowed = allowed;
    }

    @Override
    public boolean matches(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.contains(address)) || isOutside(address);
    }

    /** Whether a host is written as an address in a network that the operator allows, or is this machine's name for itself where that is allowed. */
    public boolean allowsLiteral(String host) {
        try {
            var address =
                    InetAddress.ofLiteral(host.equals("localhost") ? "127.0.0.1" : host.replaceAll("^\\[|]$", ""));
            return allowed.stream().anyMatch(range -> range.contains(address));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether a host is written as an address, in whatever spelling, and isn't allowed; asks nobody about names. */
    public boolean refusesLiteral(String host) {
        try {
            return !matches(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return refusesPosixLiteral(host);
        }
    }

    /** The same for {@code 0x7f.1} and its like, which name services take for addresses. */
    private boolean refusesPosixLiteral(String host) {
        try {
            return !matches(Inet4Address.ofPosixLiteral(host));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isOutside(InetAddress address) {
        return EXTERNAL.matches(address)
                && (!(address instanceof Inet6Address)
                        || isGlobalUnicast(address) && !NEWER_DOCUMENTATION.contains(address));
    }

    /**
     * 2000::/3 is all that is given to anybody. What lies beside it embeds IPv4 addresses or belongs to no network that
     * is reached from everywhere.
     */
    private static boolean isGlobalUnicast(InetAddress address) {
        return (address.getAddress()[0] & 0xe0) == 0x20;
    }
}
