package leadhub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import leadhub.base.settings.AddressRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A workspace has LeadHub call the outside world, and nothing that only this machine reaches. */
class AllowAddressesTest {
    private final AllowedAddresses outside = new AllowedAddresses(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::8.8.8.8",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:0:127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "64:ff9b::808:808",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void what_is_near_is_refused(String address) throws UnknownHostException {
        assertThat(outside.matches(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1"})
    void the_outside_world_is_allowed(String address) throws UnknownHostException {
        assertThat(outside.matches(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "2130706433", "127.1", "0x7f.1", "0x7f000001", "017700000001", "::1", "0", "10.1"})
    void an_address_is_recognised_however_it_is_spelled(String host) {
        assertThat(outside.refusesLiteral(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "134744072", "smtp.example.com", "localhost", "127.example"})
    void a_name_is_no_address(String host) {
        assertThat(outside.refusesLiteral(host)).isFalse();
    }

    @Test
    void the_operator_allows_networks() {
        var some = new AllowedAddresses(List.of(AddressRange.parse("10.1.0.0/16"), AddressRange.parse("fd00::/8")));
        assertThat(some.matches(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
        assertThat(some.matches(InetAddress.ofLiteral("fd00::5"))).isTrue();
        assertThat(some.matches(InetAddress.ofLiteral("::ffff:10.1.2.3"))).isTrue();
        assertThat(some.matches(InetAddress.ofLiteral("10.2.0.1"))).isFalse();
        assertThat(some.matches(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
        assertThat(some.matches(InetAddress.ofLiteral("8.8.8.8"))).isTrue();
    }
}
