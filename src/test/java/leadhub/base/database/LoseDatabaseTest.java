package leadhub.base.database;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import leadhub.base.Role;
import leadhub.conversations.Conversations;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Browsers;
import leadhub.testing.Panel;
import leadhub.testing.TcpProxy;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import leadhub.testing.Visitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A server whose database is behind something that fails. Its times are short; what is held to them is generous. */
@Timeout(300)
class LoseDatabaseTest {
    private static final String LEAD = "{\"first_name\": \"Sarah\"}";

    private static final TestServer server = TestServer.get();
    private static TcpProxy proxy;
    private static ConfigurableApplicationContext second;
    private static String origin = "";

    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient leadHub = workspace.leadHub().at(origin);
    private final ApiClient lymbe = workspace.lymbe().at(origin);

    @BeforeAll
    static void start() {
        var url = URI.create(server.database().application().jdbcUrl().substring("jdbc:".length()));
        proxy = TcpProxy.to(url.getHost(), url.getPort());
        second = server.startSecond(Map.of(
                "spring.datasource.url",
                server.database().application().jdbcUrl().replace(":" + url.getPort(), ":" + proxy.port()),
                "spring.datasource.hikari.maximum-pool-size",
                6,
                "spring.datasource.hikari.connection-timeout",
                500,
                "spring.datasource.hikari.validation-timeout",
                250,
                "leadhub.database.network-timeout",
                "1s",
                "leadhub.event-heartbeat",
                "0s",
                "db-scheduler.enabled",
                false));
        origin = TestServer.origin(second);
    }

    @AfterAll
    static void stop() throws Exception {
        second.close();
        proxy.close();
    }

    @BeforeEach
    void everything_works() {
        await(() -> lymbe.get("/api/v1/leads").status() == 200
                && leadHub.get("/api/v1/health").status() == 200);
    }

    @AfterEach
    void open() {
        proxy.open();
        // A refusal of the outage isn't to be the next test's.
        await(() -> second.getBean(Signals.class).listening());
    }

    @Test
    void a_broken_connection_is_503_in_both_dialects_until_there_is_one_again() {
        proxy.cut();

        isUnavailable(leadHub.get("/api/v1/leads"));
        isUnavailable(leadHub.post("/api/v1/leads", LEAD));
        isUnavailable(leadHub.with("Idempotency-Key", "once").post("/api/v1/leads", LEAD));
        isUnavailable(lymbe.get("/api/v1/leads"));

        proxy.open();
        await(() -> leadHub.with("Idempotency-Key", "once")
                        .post("/api/v1/leads", LEAD)
                        .status()
                == 201);
    }

    /** Whoever sends a form keeps what they typed, on a page that sends it once there is a database again. */
    @Test
    void what_a_person_typed_into_a_form_is_kept_and_sent_again() throws Exception {
        var made = leadHub.post("/api/v1/forms", """
                {"name": "Contact", "settings": {"spam": {"min_seconds": 0}, "allowed_hosts": ["shop.example"]},
                 "fields": [{"key": "email", "type": "email"}, {"key": "first_name", "type": "text"},
                            {"key": "wishes", "type": "multi_select", "options": ["a", "b", "c"]}]}
                """);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var form = "/f/" + made.text("data.public_id");
        assertThat(visit(form, null).statusCode()).isEqualTo(200);
        proxy.cut();

        var kept = visit(form, "email=ann%40example.com&first_name=%3Cb%3EAnn&wishes%5B%5D=a&wishes%5B%5D=c");
        assertThat(kept.statusCode()).isEqualTo(503);
        assertThat(kept.headers().firstValue("Retry-After")).isPresent();
        assertThat(kept.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("shop.example");
        assertThat(kept.body())
                .contains("action=\"" + form + "\"")
                .contains("name=\"email\" value=\"ann@example.com\"")
                .contains("value=\"&lt;b>Ann\"")
                .contains("name=\"wishes[]\" value=\"a\"")
                .contains("name=\"wishes[]\" value=\"c\"")
                .contains("data-again=\"");

        proxy.open();
        await(() -> leadHub.get("/api/v1/leads").status() == 200);
        assertThat(visit(form, fields(kept.body())).statusCode()).isEqualTo(200);
        assertThat(leadHub.get("/api/v1/leads").text("data.0.email")).isEqualTo("ann@example.com");
        assertThat(leadHub.get("/api/v1/leads").text("data.0.first_name")).isEqualTo("<b>Ann");
    }

    /** By another process, whose database answers. */
    @Test
    void a_visitor_who_listens_stays_and_hears_what_was_said_meanwhile() throws Exception {
        var begun = begin();
        var id = begun.text("conversation.id");
        try (var http = HttpClient.newHttpClient();
                var lines = listen(http, begun)) {
            hears(lines, 1);
            proxy.cut();
            var said = Visitor.at(server.origin()).knownBy(begun.text("token")).say(id, "a", "Are you there?");
            assertThat(said.status()).isEqualTo(201);
            hears(lines, 6);
            proxy.open();
            assertThat(lines.lines().anyMatch(line -> line.contains("Are you there?")))
                    .isTrue();
        }
    }

    /** Signals come all the while, so that it has to remember by itself that there is something to read. */
    @Test
    void a_visitor_who_listens_hears_in_its_order_what_could_not_be_read_at_first() throws Exception {
        var begun = begin();
        var id = begun.text("conversation.id");
        try (var http = HttpClient.newHttpClient();
                var lines = listen(http, begun)) {
            hears(lines, 1);
            try (var locking = server.database().owner().connect();
                    var statement = locking.createStatement()) {
                locking.setAutoCommit(false);
                statement.execute("lock table conversation_messages in access exclusive mode");
                server.bean(Conversations.class).read(workspace.caller(), id, 1);
                Await.until(() -> isAwaited(statement));
                server.bean(Conversations.class).type(workspace.caller(), id);
                hears(lines, 3);
                locking.rollback();
            }
            assertThat(lines.lines().filter(line -> line.startsWith("event:")).limit(2))
                    .containsExactly("event: status", "event: typing");
        }
    }

    private static boolean isAwaited(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("""
                select exists (
                  select from pg_locks
                  where relation = 'conversation_messages'::regclass
                    and not granted)
                """)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private ApiAnswer begin() {
        var bot = leadHub.post("/api/v1/bots", "{\"name\": \"Mia\"}").text("data.id");
        return Visitor.at(origin).post("/c/" + bot + "/conversations", "{}");
    }

    private static BufferedReader listen(HttpClient http, ApiAnswer begun) throws Exception {
        var stream = Visitor.at(origin)
                .knownBy(begun.text("token"))
                .request("/c/conversations/" + begun.text("conversation.id") + "/stream")
                .build();
        var answer = http.send(stream, HttpResponse.BodyHandlers.ofInputStream());
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** So many heartbeats, one a second. */
    private static void hears(BufferedReader lines, int beats) throws IOException {
        for (var heard = 0; heard < beats; ) {
            var line = lines.readLine();
            assertThat(line).isNotNull().doesNotContain("Are you there?");
            heard += line.equals(":") ? 1 : 0;
        }
    }

    /** From a form that was pasted into a page of another site, with nothing of ours in it. */
    @Test
    void a_browser_sends_by_itself_what_could_not_be_taken() {
        var form = leadHub.post("/api/v1/forms", """
                {"name": "Contact", "settings": {"spam": {"min_seconds": 0}}, "fields": [{"key": "email", "type": "email"}]}
                """).text("data.public_id");
        try (var context = Browsers.elsewhere();
                var page = context.newPage()) {
            page.setContent("""
                    <form method="post" action="%s/f/%s"><input name="email" type="email"><button>Send</button></form>
                    """.formatted(origin, form));
            page.locator("input").fill("ann@example.com");
            proxy.cut();
            page.locator("button").click();
            assertThat(page.locator("form[data-again] [role=status]")).isVisible();
            proxy.open();
            assertThat(page.locator("form")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(40_000));
        }
        await(() -> leadHub.get("/api/v1/leads").number("meta.total") == 1);
    }

    /** As a browser sends the hidden fields of a page. */
    private static String fields(String page) {
        return Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">")
                .matcher(page)
                .results()
                .map(one -> encode(one.group(1)) + "="
                        + encode(one.group(2).replace("&lt;", "<").replace("&gt;", ">")))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** As a browser asks for a page, or sends a form. */
    private static HttpResponse<String> visit(String path, @Nullable String fields) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(origin + path)).header("Accept", "text/html");
        if (fields != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(fields));
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void health_and_readiness_tell_and_liveness_does_not() throws Exception {
        assertThat(status(management("/actuator/health/readiness"))).isEqualTo(200);
        proxy.swallow();
        proxy.pause();

        await(() -> ApiClient.withoutKey(origin).get("/api/v1/health").status() == 503);
        isUnavailable(leadHub.get("/api/v1/health"));
        isUnavailable(lymbe.get("/api/v1/health"));
        assertThat(status(management("/actuator/health/readiness"))).isEqualTo(503);
        assertThat(status(management("/actuator/health/liveness"))).isEqualTo(200);
        // What needs no database is there.
        assertThat(leadHub.get("/api/v1/openapi/leadhub.yaml").status()).isEqualTo(200);
    }

    @Test
    void a_silent_database_holds_nobody_up_not_even_a_crowd_with_one_key() {
        assertThat(leadHub.get("/api/v1/leads").status()).isEqualTo(200);
        proxy.swallow();
        proxy.pause();

        var answers = Together.times(40, i -> (i % 2 == 0 ? leadHub : lymbe).get("/api/v1/leads"));

        assertThat(Together.count(answers, 503)).isEqualTo(40);
        proxy.open();
        await(() -> leadHub.get("/api/v1/leads").status() == 200);
    }

    @Test
    void connections_that_get_nothing_through_any_more_are_replaced() {
        proxy.swallow();

        await(() -> leadHub.post("/api/v1/leads", LEAD).status() == 201);
    }

    @Test
    void a_page_says_so_in_the_visitors_language_and_tries_again_but_a_form_does_not() {
        var panel = Panel.signedIn(origin, workspace.user(Role.ADMIN).email(), TestWorkspace.PASSWORD);
        var session = panel.cookie("leadhub-session");
        proxy.cut();

        var page = panel.get("/leads?q=x", "de");
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.body()).contains("Der Server kann gerade nicht antworten", "automatisch noch einmal");
        assertThat(page.header("Refresh")).isEqualTo(page.header("Retry-After"));
        var form = panel.post("/leads", Map.of("first_name", "Sarah"), "en");
        assertThat(form.status()).isEqualTo(503);
        assertThat(form.body()).contains("Check whether your change was saved");
        assertThat(form.raw().headers().firstValue("Refresh")).isEmpty();

        proxy.open();
        await(() -> panel.get("/leads").status() == 200);
        assertThat(panel.cookie("leadhub-session")).isEqualTo(session);
    }

    @Test
    void a_part_of_a_page_stays_as_it_is_and_a_page_by_script_is_fetched_by_the_browser() throws Exception {
        proxy.cut();

        var part = fetch("/leads/1", "HX-Request", "true");
        assertThat(part.statusCode()).isEqualTo(503);
        assertThat(part.headers().firstValue("HX-Reswap")).contains("none");
        assertThat(part.body())
                .contains("data-problem", "can’t answer right now")
                .doesNotContain("<html");
        var boosted = fetch("/leads?q=x", "HX-Request", "true", "HX-Boosted", "true");
        assertThat(boosted.statusCode()).isEqualTo(503);
        assertThat(boosted.headers().firstValue("HX-Redirect")).contains("/leads?q=x");
    }

    @Test
    void a_full_pool_is_503_too() throws SQLException {
        var taken = new ArrayList<Connection>();
        try {
            takeAll(taken);
            isUnavailable(leadHub.post("/api/v1/leads", LEAD));
            assertThat(ApiClient.withoutKey(origin)
                            .get("/api/v1/openapi/leadhub.yaml")
                            .status())
                    .isEqualTo(200);
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        await(() -> leadHub.post("/api/v1/leads", LEAD).status() == 201);
    }

    @Test
    void connections_to_what_has_become_a_standby_are_thrown_out() throws SQLException {
        var taken = new ArrayList<Connection>();
        try {
            // At once: one after the other, it could be the same one each time.
            takeAll(taken);
            for (var connection : taken) {
                try (var statement = connection.createStatement()) {
                    statement.execute("set default_transaction_read_only = on");
                }
            }
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        var answers = new ArrayList<ApiAnswer>();
        await(() -> {
            answers.add(leadHub.post("/api/v1/leads", LEAD));
            return answers.getLast().status() == 201;
        });
        assertThat(answers.subList(0, answers.size() - 1)).isNotEmpty().allSatisfy(LoseDatabaseTest::isUnavailable);
    }

    @Test
    void a_long_statement_of_a_job_survives_and_a_request_gives_up() throws Exception {
        var sql = second.getBean(Sql.class);
        var tx = new TransactionTemplate(second.getBean(PlatformTransactionManager.class));
        var lock = "select pg_advisory_xact_lock(%d)".formatted(workspace.id());
        try (var holder = server.database().owner().connect();
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(%d)".formatted(workspace.id()));
            var job = CompletableFuture.supplyAsync(
                    () -> NetworkTimeout.within(Duration.ofMinutes(1), () -> sql.globalQuery(row -> "done", lock)),
                    threads);
            var many = CompletableFuture.supplyAsync(
                    () -> tx.execute(status -> {
                        sql.allowLong();
                        return sql.globalQuery(row -> "done", lock);
                    }),
                    threads);
            // Which takes as long as a request may wait.
            assertThatThrownBy(() -> sql.globalQuery(row -> "done", lock))
                    .satisfies(e -> assertThat(Outage.isBehind(e)).isTrue());
            assertThat(List.of(job.isDone(), many.isDone())).containsOnly(false);
            statement.execute("select pg_advisory_unlock(%d)".formatted(workspace.id()));

            assertThat(job.get()).containsExactly("done");
            assertThat(many.get()).containsExactly("done");
        }
    }

    @Test
    void a_long_statement_ends_when_its_database_is_gone() throws Exception {
        var sql = second.getBean(Sql.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var job = CompletableFuture.supplyAsync(
                    () -> NetworkTimeout.within(Duration.ofMinutes(10), () -> {
                        await(() -> false, () -> sql.globalQuery(row -> "on", "select 1"));
                        return "over";
                    }),
                    threads);
            proxy.swallow();
            proxy.pause();

            assertThat(job.handle((done, failure) -> failure).get())
                    .satisfies(e -> assertThat(Outage.isBehind(e)).isTrue());
        }
    }

    private static void isUnavailable(ApiAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.text(answer.body().contains("\"error\":{") ? "error.code" : "code"))
                .isEqualTo("UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isEqualTo("3");
    }

    private static String management(String path) {
        return "http://127.0.0.1:" + second.getEnvironment().getProperty("local.management.port") + path;
    }

    private static int status(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static HttpResponse<String> fetch(String path, String... headers) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(origin + path))
                    .header("Cookie", "leadhub-session=whoever")
                    .headers(headers);
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** All but the one that listens for signals; whoever else has one at this moment gives it back. */
    private static void takeAll(List<Connection> taken) {
        Await.until(() -> {
            try {
                taken.add(second.getBean(DataSource.class).getConnection());
            } catch (SQLTransientConnectionException e) {
                return false;
            }
            return taken.size() == 5;
        });
    }

    private static void await(BooleanSupplier condition) {
        await(condition, () -> {});
    }

    private static void await(BooleanSupplier condition, Runnable meanwhile) {
        Await.until(() -> {
            if (condition.getAsBoolean()) {
                return true;
            }
            meanwhile.run();
            return false;
        });
    }
}
