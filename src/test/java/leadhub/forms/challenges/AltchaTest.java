package leadhub.forms.challenges;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import leadhub.base.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** The arithmetic gives what ALTCHA's own libraries give. */
class AltchaTest {
    private static ObjectNode parameters(String algorithm, int cost, String prefix) {
        return Json.MAPPER
                .createObjectNode()
                .put("algorithm", algorithm)
                .put("nonce", "aabbccdd00112233aabbccdd00112233")
                .put("salt", "11223344556677889900aabbccddeeff")
                .put("cost", cost)
                .put("keyLength", 32)
                .put("keyPrefix", prefix);
    }

    /** From the tests of altcha-lib-java (v2), which has them from the JavaScript library. */
    @ParameterizedTest
    @CsvSource({
        "a, 20, a1ec80b3",
        "f2e, 42, f2e25aab6d5e504747ad0f52b1ce42afd99d8014634f263ea42b206300037acf",
        "f2, 42, f2e25aab6d5e504747ad0f52b1ce42afd99d8014634f263ea42b206300037acf"
    })
    void the_first_counter_that_fits_is_the_known_one(String prefix, int counter, String key) {
        var parameters = parameters(Altcha.PBKDF2, 1_000, prefix);
        for (var other = 0; other < counter; other++) {
            assertThat(Altcha.fits(parameters, Altcha.derive(parameters, other))).isFalse();
        }
        var derived = HexFormat.of().formatHex(Altcha.derive(parameters, counter));
        assertThat(derived).startsWith(key);
        assertThat(Altcha.isSolved(parameters, counter, derived)).isTrue();
    }

    /** What version 2.0.2 of that library takes: the honest key of a counter that solves nothing. */
    @Test
    void an_honest_key_that_begins_otherwise_solves_nothing() {
        var parameters = parameters(Altcha.SHA_256, 10, "00");
        var key = HexFormat.of().formatHex(Altcha.derive(parameters, 0));
        assertThat(key).doesNotStartWith("00");
        assertThat(Altcha.isSolved(parameters, 0, key)).isFalse();
        assertThat(Altcha.isSolved(parameters(Altcha.SHA_256, 10, key.substring(0, 32)), 0, key))
                .isTrue();
        assertThat(Altcha.isSolved(parameters(Altcha.SHA_256, 10, key.substring(0, 32)), 1, key))
                .isFalse();
    }

    @Test
    void parameters_are_signed_in_one_spelling() {
        var parameters = Json.MAPPER.createObjectNode();
        parameters.put("salt", "defsalt").put("nonce", "abcnonce").put("keyPrefix", "00");
        parameters.putObject("data").put("userId", "42").put("admin", true).putNull("none");
        parameters.put("keyLength", 32).putNull("keySignature").put("cost", 1000).put("algorithm", "PBKDF2/SHA-256");
        assertThat(Altcha.canonical(parameters))
                .isEqualTo(
                        "{\"algorithm\":\"PBKDF2/SHA-256\",\"cost\":1000,\"data\":{\"admin\":true,\"userId\":\"42\"},\"keyLength\":32,"
                                + "\"keyPrefix\":\"00\",\"nonce\":\"abcnonce\",\"salt\":\"defsalt\"}");
        assertThat(Altcha.signature("key".getBytes(StandardCharsets.UTF_8), parameters))
                .isEqualTo(Altcha.signature("key".getBytes(StandardCharsets.UTF_8), parameters.deepCopy()))
                .hasSize(64);
    }
}
