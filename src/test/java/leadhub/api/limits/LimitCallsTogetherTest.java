package leadhub.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import leadhub.api.Scope;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitCallsTogetherTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 17, 100, 300})
    void of_more_calls_than_the_limit_exactly_the_limit_pass_in_two_processes(int limit) {
        var api = client(limit);
        server.otherProcess();
        var answers = Together.times(limit + 40, i -> workspace.either(api, i).get("/api/v1/me"));
        assertThat(Together.count(answers, 200)).isEqualTo(limit);
        assertThat(Together.count(answers, 429)).isEqualTo(40);
        assertThat(api.get("/api/v1/me").status()).isEqualTo(429);
        assertThat(workspace.either(api, 1).get("/api/v1/me").status()).isEqualTo(429);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 100, 500})
    void a_process_that_is_idle_now_gives_back_what_it_borrowed(int limit) {
        var api = client(limit);
        assertThat(workspace.either(api, 1).get("/api/v1/me").status()).isEqualTo(200);
        var answers = Together.times(limit + 10, i -> api.get("/api/v1/me"));
        assertThat(Together.count(answers, 200)).isEqualTo(limit - 1);
    }

    @Test
    void one_after_the_other_they_count_down_to_the_last() {
        var api = client(40);
        for (var i = 0; i < 40; i++) {
            assertThat(workspace.either(api, i).get("/api/v1/me").status())
                    .as("call " + i)
                    .isEqualTo(200);
        }
        for (var i = 0; i < 4; i++) {
            assertThat(workspace.either(api, i).get("/api/v1/me").status()).isEqualTo(429);
        }
    }

    @Test
    void nothing_is_counted_twice_where_calls_are_refused_for_another_reason() {
        var key = ApiClient.leadHub(server.origin(), workspace.secret(EnumSet.of(Scope.READ_LEADS), 20, null));
        var answers = Together.times(30, i -> workspace.either(key, i).post("/api/v1/leads", "{}"));
        assertThat(Together.count(answers, 403)).isEqualTo(20);
        assertThat(answers).extracting(ApiAnswer::status).containsOnly(403, 429);
    }

    private ApiClient client(int limit) {
        return ApiClient.leadHub(server.origin(), workspace.secret(EnumSet.allOf(Scope.class), limit, null));
    }
}
