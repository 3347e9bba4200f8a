package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import leadhub.apikeys.KeyDialect;
import leadhub.base.database.Sql;
import leadhub.integrations.fetching.Backfills;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.OtherProcess;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ApplicationContext;

/**
 * Processes that take deliveries are killed between the answer and the lead, and while they work: each delivery that was answered
 * becomes a lead in another process, once.
 */
@Timeout(600)
class KillReceivingServersTest {
    private static final String SINCE = "{\"since\": \"2026-01-01\"}";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    /** Answers, and never comes to work on it. */
    public static class Answering implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            var port = context.getEnvironment().getProperty("local.server.port");
            var url = "http://127.0.0.1:" + port + arguments.getFirst();
            for (var number = new AtomicInteger(); ; number.incrementAndGet()) {
                var email = arguments.get(1) + number.get() + "@example.com";
                Connected.send("POST", url, "{\"id\": \"%s\", \"email\": \"%s\"}".formatted(email, email), Map.of());
            }
        }
    }

    /** Works on it too, until it is killed. */
    public static final class Working extends Answering {
        @Override
        public boolean worksOnIntake() {
            return true;
        }
    }

    /** Fetches leads from before, until it is killed. */
    public static final class Fetching implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            while (true) {
                LockSupport.park();
            }
        }

        @Override
        public boolean worksOnIntake() {
            return true;
        }
    }

    /** Begins a backfill of each of some integrations. */
    public static final class Beginning implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            var origin = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
            var headers = Map.of("Authorization", "Bearer " + arguments.getFirst(), "Content-Type", "application/json");
            for (var path : arguments.subList(1, arguments.size())) {
                Connected.send("POST", origin + path + "/backfill", SINCE, headers);
            }
        }
    }

    @Test
    void leads_from_before_that_a_killed_process_was_fetching_are_fetched_by_another_one_once() throws Exception {
        try (var provider = new ProviderDouble()) {
            var one = PastProvider.JOTFORM;
            var hook = Connected.create(api, one.body(provider.url(), true));
            for (var page = 0; page < 5; page++) {
                var ids = IntStream.range(page * 100, page * 100 + (page < 4 ? 100 : 7))
                        .mapToObj(id -> "6089182736455" + (10_000 + id));
                one.hands(provider);
                provider.on(
                        one.path + "limit=100&offset=" + page * 100 + "&",
                        200,
                        "{\"content\": [%s]}".formatted(one.all(ids.toArray(String[]::new))));
            }
            provider.silent("&offset=200&");
            server.pauseJobs();
            assertThat(api.post(hook.path() + "/backfill", SINCE).status()).isEqualTo(202);
            var other = server.inAnotherProcess(Fetching.class, List.of());
            Await.until(() -> provider.asked("&offset=200&") == 1);
            other.destroyForcibly().waitFor();
            assertThat(hook.now().number("data.events_count")).isEqualTo(200);
            provider.speaks("&offset=200&");
            server.resumeJobs();
            Await.until(() -> {
                server.clock().pass(Duration.ofSeconds(30));
                return hook.now().number("data.leads_count") == 407;
            });
            assertThat(hook.now().number("data.events_count")).isEqualTo(407);
            assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(407);
            assertThat(provider.asked("&offset=0&")).isEqualTo(1);
            var done =
                    server.bean(Backfills.class).last(workspace.id(), hook.id()).orElseThrow();
            assertThat(done.found()).isEqualTo(407);
            assertThat(done.added()).isEqualTo(407);
        }
    }

    @Test
    void of_two_processes_that_begin_to_fetch_one_is_refused() throws Exception {
        try (var provider = new ProviderDouble()) {
            var one = PastProvider.JOTFORM;
            provider.silent(one.path);
            var all = IntStream.range(0, 20)
                    .mapToObj(i -> Connected.create(api, one.body(provider.url(), true)))
                    .toList();
            var arguments = new ArrayList<>(List.of(workspace.key(KeyDialect.LEADHUB)));
            all.forEach(hook -> arguments.add(hook.path()));
            var other = server.inAnotherProcess(Beginning.class, arguments);
            Await.until(() -> begun(all.getFirst()) == 1);
            var answers = all.stream()
                    .map(hook -> api.post(hook.path() + "/backfill", SINCE).status())
                    .toList();
            other.waitFor();
            assertThat(answers).contains(409).allMatch(status -> status == 202 || status == 409);
            assertThat(all.stream().map(this::begun)).containsOnly(1L);
        }
    }

    private long begun(Connected hook) {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select count(*) from integration_backfills where workspace_id = ? and integration_id = ?",
                        workspace.id(),
                        hook.id());
    }

    @Test
    void what_was_answered_becomes_a_lead_once_in_another_process() throws Exception {
        var hook = Connected.create(api, "{\"type\": \"webhook\", \"config\": {\"dedupe_path\": \"id\"}}");
        var path = hook.url().substring(server.origin().length());
        server.pauseJobs();
        for (var work : List.of(Answering.class, Working.class)) {
            var before = hook.now().number("data.events_count");
            var other = server.inAnotherProcess(
                    work, List.of(path, work.getSimpleName().toLowerCase(Locale.ROOT)));
            Await.until(() -> hook.now().number("data.events_count") > before + 20);
            other.destroyForcibly().waitFor();
            if (work == Answering.class) {
                assertThat(api.get("/api/v1/intake?status=received").number("meta.total"))
                        .isGreaterThan(20);
            }
        }
        var events = hook.now().number("data.events_count");
        server.resumeJobs();
        server.clock().pass(Duration.ofSeconds(30));
        Await.until(() -> api.get("/api/v1/intake?status=received").number("meta.total") == 0);
        assertThat(api.get("/api/v1/intake?status=processed").number("meta.total"))
                .isEqualTo(events);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(events);
        assertThat(hook.now().number("data.leads_count")).isEqualTo(events);
    }
}
