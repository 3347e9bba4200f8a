package leadhub.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import leadhub.api.Scope;
import leadhub.apikeys.ApiKeys;
import leadhub.base.database.Sql;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitCallsTest {
    private static final String ME = "/api/v1/me";
    private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();

    /** Of one address so many calls without a good key are heard, and all tests come from one. */
    @BeforeEach
    void an_hour_without_calls_from_here() {
        server.clock().pass(Duration.ofHours(1));
    }

    @Test
    void every_answer_says_how_much_is_left() {
        var secret = workspace.secret(EnumSet.of(Scope.READ_LEADS, Scope.READ_TAGS), 100, null);
        for (var api :
                new ApiClient[] {ApiClient.leadHub(server.origin(), secret), ApiClient.lymbe(server.origin(), secret)
                }) {
            assertThat(said(api.get(ME), 200, 100)).isTrue();
            assertThat(said(api.get("/api/v1/nothing"), 404, 100)).isTrue();
            assertThat(said(api.delete("/api/v1/leads"), 405, 100)).isTrue();
            assertThat(said(api.post("/api/v1/leads", "{}"), 403, 100)).isTrue();
            assertThat(said(
                            api.get("/api/v1/leads?" + (api.isLymbe() ? "limit=x" : "page=x")),
                            api.isLymbe() ? 400 : 422,
                            100))
                    .isTrue();
            assertThat(said(api.get("/api/v1/health"), 200, 100)).isTrue();
            assertThat(said(api.send("OPTIONS", "/api/v1/leads", null), 204, 100))
                    .isTrue();
            assertThat(said(api.send("HEAD", "/api/v1/leads", null), 200, 100)).isTrue();
        }
        assertThat(ApiClient.leadHub(server.origin(), secret).get(ME).header("X-RateLimit-Remaining"))
                .isEqualTo("83");
    }

    @Test
    void calls_without_a_good_key_count_against_the_address() {
        try (var proxied = server.startSecond(Map.of("--trusted-proxies", "127.0.0.1"))) {
            var origin = TestServer.origin(proxied);
            var nobody = ApiClient.withoutKey(origin).with("X-Forwarded-For", "203.0.113.7");
            assertThat(said(nobody.get(ME), 401, 1000)).isTrue();
            assertThat(said(nobody.get("/api/v1/health"), 200, 1000)).isTrue();
            assertThat(said(nobody.get("/nothing"), 404, 1000)).isTrue();
            var wrong = ApiClient.leadHub(origin, "lh_wrong").with("X-Forwarded-For", "203.0.113.7");
            assertThat(wrong.get(ME).header("X-RateLimit-Remaining")).isEqualTo("997");
            var answers = Together.times(1010, i -> (i % 2 == 0 ? wrong : nobody).get(ME));
            assertThat(Together.count(answers, 401)).isEqualTo(997);
            assertThat(Together.count(answers, 429)).isEqualTo(13);
            assertThat(nobody.get("/api/v1/health").status()).isEqualTo(200);
            assertThat(ApiClient.lymbe(origin, "no")
                            .with("X-Forwarded-For", "203.0.113.7")
                            .get(ME)
                            .text("error.code"))
                    .isEqualTo("RATE_LIMITED");
            // Others are not touched: another address, and a good key from the same one.
            assertThat(ApiClient.withoutKey(origin)
                            .with("X-Forwarded-For", "203.0.113.8")
                            .get(ME)
                            .status())
                    .isEqualTo(401);
            assertThat(workspace
                            .leadHub()
                            .at(origin)
                            .with("X-Forwarded-For", "203.0.113.7")
                            .get(ME)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void an_address_is_believed_from_configured_proxies_only() {
        var liar = ApiClient.withoutKey(server.origin());
        var before = Integer.parseInt(liar.get(ME).header("X-RateLimit-Remaining"));
        assertThat(liar.with("X-Forwarded-For", "203.0.113.99").get(ME).header("X-RateLimit-Remaining"))
                .isEqualTo(Integer.toString(before - 1));
    }

    @Test
    void the_hour_begins_with_the_first_call_and_then_anew() {
        var api = ApiClient.leadHub(server.origin(), workspace.secret(ALL, 2, null));
        server.clock().pass(Duration.ofMinutes(17));
        var before = server.clock().instant();
        var first = api.get(ME);
        assertThat(reset(first)).isBetween(before.plusSeconds(3600), before.plusSeconds(3605));
        server.clock().pass(Duration.ofMinutes(30));
        var second = api.get(ME);
        assertThat(second.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(reset(second)).isEqualTo(reset(first));
        var refused = api.get(ME);
        assertThat(said(refused, 429, 2)).isTrue();
        assertThat(refused.text("code")).isEqualTo("RATE_LIMITED");
        var wait = Long.parseLong(refused.header("Retry-After"));
        assertThat(wait).isBetween(29 * 60L + 50, 30 * 60L);
        assertThat(refused.header("RateLimit")).isEqualTo("\"default\";r=0;t=" + wait);
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"default\";q=2;w=3600");
        assertThat(api.get("/api/v1/health").status()).isEqualTo(200);
        server.clock().pass(Duration.ofSeconds(wait));
        var anew = api.get(ME);
        assertThat(anew.status()).isEqualTo(200);
        assertThat(anew.header("X-RateLimit-Remaining")).isEqualTo("1");
        assertThat(reset(anew)).isAfter(reset(first).plusSeconds(3500));
    }

    @Test
    void a_raised_limit_counts_at_once() {
        var made = workspace.make(ALL, 5, null);
        var api = ApiClient.leadHub(server.origin(), made.secret());
        for (var i = 0; i < 7; i++) {
            api.get(ME);
        }
        assertThat(api.get(ME).status()).isEqualTo(429);
        server.bean(Sql.class)
                .update(
                        workspace.id(),
                        "update api_keys set hourly_limit = 8 where workspace_id = ? and id = ?",
                        workspace.id(),
                        made.key().id());
        server.bean(leadhub.base.database.Signals.class)
                .send("keys", Long.toString(made.key().id()));
        var answers = new int[12];
        // The signal takes a moment; refused calls don't count meanwhile.
        Await.until(() -> api.get(ME).status() != 429);
        for (var i = 0; i < answers.length; i++) {
            answers[i] = api.get(ME).status();
        }
        assertThat(answers).containsExactly(200, 200, 429, 429, 429, 429, 429, 429, 429, 429, 429, 429);
        assertThat(api.get(ME).header("X-RateLimit-Limit")).isEqualTo("8");
    }

    @Test
    void an_expired_key_is_nobody() {
        var api = ApiClient.leadHub(
                server.origin(),
                workspace.secret(ALL, 100, server.clock().instant().plusSeconds(3600)));
        assertThat(api.get(ME).status()).isEqualTo(200);
        assertThat(api.get(ME).text("data.key.expires_at")).endsWith("+00:00");
        server.clock().pass(Duration.ofSeconds(3601));
        assertThat(said(api.get(ME), 401, 1000)).isTrue();
    }

    @Test
    void a_revoked_key_is_nobody_at_once_in_every_process() {
        server.otherProcess();
        for (var round = 0; round < 5; round++) {
            var made = workspace.make(ALL, 100, null);
            var api = ApiClient.leadHub(server.origin(), made.secret());
            var there = workspace.either(api, 1);
            assertThat(api.get(ME).status()).isEqualTo(200);
            assertThat(there.get(ME).status()).isEqualTo(200);
            server.bean(ApiKeys.class).revoke(workspace.caller(), made.key().id());
            // At once: as quickly as the signal travels. The ten seconds for which keys are remembered don't pass
            // meanwhile.
            Await.until(() -> api.get(ME).status() == 401 && there.get(ME).status() == 401);
        }
    }

    @Test
    void windows_that_ended_are_removed() {
        var made = workspace.make(ALL, 100, null);
        ApiClient.leadHub(server.origin(), made.secret()).get(ME);
        assertThat(windows(made)).isEqualTo(1);
        server.bean(RateLimits.class).prune();
        assertThat(windows(made)).isEqualTo(1);
        server.clock().pass(Duration.ofHours(3));
        server.bean(RateLimits.class).prune();
        assertThat(windows(made)).isZero();
        assertThat(ApiClient.leadHub(server.origin(), made.secret()).get(ME).header("X-RateLimit-Remaining"))
                .isEqualTo("99");
    }

    private int windows(ApiKeys.Made made) {
        return server.bean(Sql.class)
                .globalQuery(
                        row -> row.getInt(1),
                        "select count(*) from rate_windows where subject = ?",
                        "key:" + made.key().id())
                .getFirst();
    }

    private static Instant reset(ApiAnswer answer) {
        return Instant.ofEpochSecond(Long.parseLong(answer.header("X-RateLimit-Reset")));
    }

    private boolean said(ApiAnswer answer, int status, int limit) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo(Integer.toString(limit));
        var left = Integer.parseInt(answer.header("X-RateLimit-Remaining"));
        assertThat(left).isBetween(0, limit);
        assertThat(answer.header("RateLimit")).startsWith("\"default\";r=" + left + ";t=");
        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"default\";q=" + limit + ";w=3600");
        assertThat(reset(answer)).isAfter(server.clock().instant().minusSeconds(2));
        return true;
    }
}
