package leadhub.leads.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import leadhub.base.Json;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names are found in either order, with and without a space, in any script. */
class FindNamesTest {
    private static final String LEADS = "/api/v1/leads";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @ParameterizedTest
    @CsvSource({
        "太郎,佐藤,佐藤太郎",
        "太郎,佐藤,佐藤 太郎",
        "太郎,佐藤,佐藤\u3000太郎",
        "太郎,佐藤,太郎 佐藤",
        "太郎,佐藤,太郎佐藤",
        "太郎,佐藤,藤太",
        "佐藤太郎,'',佐藤 太郎",
        "佐藤\u3000太郎,'',佐藤太郎",
        "タロウ,サトウ,ｻﾄｳﾀﾛｳ",
        "小龙,李,李小龙",
        "철수,김,김철수",
        "철수,김,김 철수",
        "Sarah,Johnson,johnson sarah",
        "Sarah,Johnson,son sar",
        "José,Muñoz,munoz JOSE",
        "Фёдор,Достоевский,достоевский федор",
        "محمد,الأحمد,الاحمد مُحمد",
        "דוד,כֹּהֵן,כהן דוד",
        "สมชาย,ใจดี,ใจดี สมชาย",
        "प्रिया,शर्मा,शर्मा प्रिया",
        "Νίκος,Παππάς,παππας νικος"
    })
    void a_name_is_found_in_either_order(String first, String last, String search) {
        make(first, last);
        make("Bob", "Miller");
        assertThat(total(search)).as(search).isEqualTo(1);
        assertThat(workspace.lymbe().get(LEADS + "?search=" + encoded(search)).number("pagination.total"))
                .isEqualTo(1);
    }

    @Test
    void signs_that_make_another_word_are_not_left_out() {
        make("バシ", "橋");
        make("สมชาย", "ใจดี");
        assertThat(total("ハシ")).isZero();
        assertThat(total("สมชย")).isZero();
    }

    @Test
    void what_nobody_sees_finds_nobody() {
        make("Ann", "Lee");
        assertThat(total("\u0301")).isZero();
        assertThat(total("a\u200bnn")).isEqualTo(1);
        assertThat(total("ann\u00a0\u00a0lee")).isEqualTo(1);
    }

    @Test
    void filters_leave_out_the_same() {
        make("أحمد", "佐藤");
        var panel = workspace.panel(leadhub.base.Role.MANAGER);
        assertThat(panel.get("/leads?field.1=first_name&is.1=equals&value.1=" + encoded("احمد"))
                        .body())
                .contains("أحمد");
        assertThat(panel.get("/leads?field.1=last_name&is.1=contains&value.1=" + encoded("藤 "))
                        .body())
                .contains("أحمد");
        assertThat(panel.get("/leads?field.1=first_name&is.1=not_equals&value.1=" + encoded("احمد"))
                        .body())
                .doesNotContain("أحمد");
    }

    private void make(String first, String last) {
        api.post(LEADS, Json.write(Map.of("first_name", first, "last_name", last)));
    }

    private long total(String search) {
        return api.get(LEADS + "?search=" + encoded(search)).number("meta.total");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
