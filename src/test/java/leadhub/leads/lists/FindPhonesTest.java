package leadhub.leads.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import leadhub.base.Json;
import leadhub.testing.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number is found however it was written down and however it is typed. */
class FindPhonesTest {
    private static final String LEADS = "/api/v1/leads";
    private static final String[] SPELLINGS = {
        "+4915112345678",
        "015112345678",
        "0151 1234-5678",
        "0049 151 12345678",
        "+49 (0)151 12345678",
        "+49 151 12345678",
        "（０１５１）１２３４５６７８",
        "+49-151/123.456.78"
    };

    private final TestServer server = TestServer.get();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "015112345678",
                "0049 151 12345678",
                "0049151",
                "004915112345678",
                "+49 (0)151 12345678",
                "+4915112345678",
                "+49 151 1234",
                "0151 123",
                "0151-1234-5678",
                "15112345678",
                "０１５１１２３４５６７８",
                "5678"
            })
    void any_spelling_finds_any_other(String search) {
        var api = server.newWorkspace("DE").leadHub();
        for (var phone : SPELLINGS) {
            assertThat(api.post(LEADS, Json.write(Map.of("first_name", "A", "phone", phone)))
                            .status())
                    .isEqualTo(201);
        }
        api.post(LEADS, Json.write(Map.of("first_name", "B", "phone", "+4915287654321")));
        api.post(LEADS, Json.write(Map.of("first_name", "C", "phone", "+14155551234")));
        assertThat(api.get(LEADS + "?search=" + encoded(search)).number("meta.total"))
                .isEqualTo(SPELLINGS.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"015112345679", "0049 152 1", "+49 (0)1511234567 9", "00", "+"})
    void another_number_doesnt(String search) {
        var api = server.newWorkspace("DE").leadHub();
        api.post(LEADS, Json.write(Map.of("first_name", "A", "phone", "+4915112345678")));
        var total = api.get(LEADS + "?search=" + encoded(search)).number("meta.total");
        assertThat(total).isEqualTo(search.equals("+") ? 1 : 0);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
