package leadhub.forms.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Mailbox;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Administrators see and hear of forms that visitors can't see or send, and of those that nothing comes from any more. */
class WatchFormsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Mailbox mailbox = Mailbox.open();

    @BeforeEach
    void administrators() {
        workspace.mailServer(mailbox);
        workspace.user(Role.AGENT);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    private void look() {
        server.bean(FormWatch.class).look();
    }

    private double counted(FormTrouble trouble) {
        return server.bean(MeterRegistry.class)
                .get("leadhub.forms.in.need")
                .tag("trouble", trouble.word())
                .gauge()
                .value();
    }

    private ApiAnswer form(String settings) {
        var made = api.post("/api/v1/forms", "{\"name\": \"Demo\", \"settings\": {" + settings + "}}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private int get(ApiAnswer form, String more, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.origin() + "/f/" + form.text("data.public_id") + more));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    private void step(ApiAnswer form, String told, String agent) throws IOException, InterruptedException {
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(server.origin() + "/f/" + form.text("data.public_id") + "/steps"))
                        .header("Content-Type", "application/json")
                        .header("User-Agent", agent)
                        .POST(BodyPublishers.ofString(told))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    private String page(ApiAnswer form, String more) {
        return workspace
                .panel(Role.MANAGER)
                .get("/forms/" + form.text("data.id") + more)
                .body();
    }

    @Test
    void a_page_whose_policy_blocks_the_form_is_named_everywhere_until_it_shows_it() throws Exception {
        var form = form("\"language\": \"en\"");
        for (var i = 0; i < 3; i++) {
            assertThat(get(form, "/blocked?_page=https%3A%2F%2Fshop.example%3A8443&_by=policy"))
                    .isEqualTo(204);
        }
        // One that says nothing of a policy may be offline.
        get(form, "/blocked?_page=https%3A%2F%2Foffline.example");
        look();
        mailbox.await(1);
        assertThat(mailbox.message(0).getSubject()).contains("Demo", "policy blocks");
        assertThat(counted(FormTrouble.BLOCKED_BY_POLICY)).isPositive();
        var said = "The Content-Security-Policy of shop.example:8443";
        assertThat(page(form, "/numbers")).contains(said);
        assertThat(page(form, "")).contains(said);
        assertThat(workspace.panel(Role.MANAGER).get("/forms").body()).contains(said, "Needs attention");
        assertThat(workspace.panel(Role.ADMIN).get("/home").body()).contains("Forms that need attention", said);
        assertThat(workspace.panel(Role.AGENT).get("/home").body()).doesNotContain(said);
        for (var i = 0; i < 3; i++) {
            step(form, "{\"step\": \"seen\", \"page\": \"https://shop.example:8443/a\"}", "Mozilla/5.0");
        }
        assertThat(page(form, "/numbers")).doesNotContain(said);
        look();
        // The link that stays where the script is kept away tells too, and mails don't come twice a day.
        for (var i = 0; i < 4; i++) {
            assertThat(get(form, "?_page=https%3A%2F%2Fshop.example%3A8443&_by=policy"))
                    .isEqualTo(200);
        }
        assertThat(page(form, "/numbers")).contains(said);
        look();
        assertThat(mailbox.count()).isEqualTo(1);
    }

    @Test
    void a_website_that_is_not_on_the_list_is_named_until_it_is() throws Exception {
        var form = form("\"allowed_hosts\": [\"www.example.com\"]");
        for (var i = 0; i < 3; i++) {
            get(form, "", "Sec-Fetch-Dest", "iframe", "Referer", "https://new.example.com/contact");
        }
        get(form, "", "Sec-Fetch-Dest", "iframe", "Referer", "https://www.example.com/contact");
        look();
        mailbox.await(1);
        assertThat(mailbox.message(0).getSubject()).contains("may not show the form");
        assertThat(page(form, "/numbers")).contains("new.example.com wants to show this form", "3 times");
        api.patch(
                "/api/v1/forms/" + form.text("data.id"),
                "{\"settings\": {\"allowed_hosts\": [\"www.example.com\", \"new.example.com\"]}}");
        assertThat(page(form, "/numbers")).doesNotContain("wants to show this form");
    }

    @Test
    void a_page_that_keeps_its_address_to_itself_is_no_alarm() throws Exception {
        var form = form("\"allowed_hosts\": [\"www.example.com\"]");
        for (var i = 0; i < 4; i++) {
            get(form, "", "Sec-Fetch-Dest", "iframe");
            get(form, "", "Sec-Fetch-Dest", "iframe", "Referer", "about:blank");
        }
        assertThat(page(form, "/numbers")).doesNotContain("wants to show this form");
        assertThat(blocks(form)).isZero();
    }

    private long blocks(ApiAnswer form) {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select coalesce(sum(host_blocks), 0) from form_days where workspace_id = ? and form_id = ?",
                        workspace.id(),
                        form.number("data.id"));
    }

    @Test
    void websites_beyond_the_limit_of_a_day_are_no_alarm_for_none_can_be_named() throws Exception {
        var form = form("\"allowed_hosts\": [\"www.example.com\"]");
        for (var i = 0; i < 104; i++) {
            get(form, "/blocked?_page=https%3A%2F%2Fh" + i + ".example");
        }
        var open = form("\"language\": \"en\"");
        for (var i = 0; i < 104; i++) {
            get(open, "/blocked?_by=policy&_page=https%3A%2F%2Fh" + i + ".example");
        }
        assertThat(blocks(form)).isEqualTo(104);
        assertThat(page(form, "/numbers")).doesNotContain("wants to show this form");
        assertThat(page(open, "/numbers")).doesNotContain("The Content-Security-Policy of");
    }

    @Test
    void a_challenge_that_nobody_solves_is_said() throws Exception {
        var form = form("\"spam\": {\"proof_of_work\": true, \"min_seconds\": 0}");
        for (var i = 0; i < 5; i++) {
            assertThat(page(form, "/numbers")).doesNotContain("without the proof of work");
            ApiClient.withoutKey(server.origin())
                    .with("Accept", "application/json")
                    .post("/f/" + form.text("data.public_id"), "{\"email\": \"a" + i + "@example.com\"}");
        }
        assertThat(page(form, "/numbers")).contains("without the proof of work (5 since yesterday)");
        look();
        mailbox.await(1);
        assertThat(mailbox.message(0).getSubject()).contains("proof of work", "fails");
    }

    @Test
    void silence_is_three_times_the_usual_gap_and_longer_than_any_before() throws Exception {
        var form = form("\"source\": \"web\"");
        for (var i = 0; i < 12; i++) {
            server.clock().pass(i == 5 ? Duration.ofDays(4) : Duration.ofHours(10));
            assertThat(api.post(
                                    "/api/v1/forms/" + form.text("data.id") + "/submissions",
                                    "{\"email\": \"s" + i + "@example.com\"}")
                            .status())
                    .isEqualTo(201);
        }
        server.clock().pass(Duration.ofDays(3));
        look();
        assertThat(page(form, "/numbers")).doesNotContain("Nothing has come");
        server.clock().pass(Duration.ofDays(2));
        look();
        mailbox.await(1);
        assertThat(mailbox.message(0).getSubject()).contains("Nothing comes from the form “Demo”");
        assertThat(page(form, "/numbers")).contains("Nothing has come for 5 days", "every 10 hr");
        api.patch("/api/v1/forms/" + form.text("data.id"), "{\"status\": \"closed\"}");
        assertThat(page(form, "/numbers")).doesNotContain("Nothing has come");
    }

    @Test
    void figures_are_kept_by_website_without_programs_and_say_where_visitors_leave() throws Exception {
        var form = form("\"spam\": {\"min_seconds\": 0}");
        var shop = "\"page\": \"https://Shop.example/buy?x=1\"";
        for (var i = 0; i < 4; i++) {
            step(form, "{\"step\": \"seen\", " + shop + "}", "Mozilla/5.0");
        }
        step(form, "{\"step\": \"seen\", " + shop + "}", "Mozilla/5.0 (compatible; Googlebot/2.1)");
        step(form, "{\"step\": \"begun\", " + shop + "}", "Mozilla/5.0");
        step(form, "{\"step\": \"left\", \"field\": \"phone\", " + shop + "}", "Mozilla/5.0");
        step(form, "{\"step\": \"left\", \"field\": \"<b>\", " + shop + "}", "Mozilla/5.0");
        step(form, "{\"step\": \"seen\"}", "Mozilla/5.0");
        ApiClient.withoutKey(server.origin())
                .with("Accept", "application/json")
                .post(
                        "/f/" + form.text("data.public_id"),
                        "{\"email\": \"a@example.com\", \"_page\": \"https://shop.example/buy\"}");
        var stats = api.get("/api/v1/forms/" + form.text("data.id") + "/stats");
        assertThat(stats.number("data.views")).isEqualTo(5);
        assertThat(stats.number("data.starts")).isEqualTo(1);
        var shown = page(form, "/numbers").replaceAll("\\s+", " ");
        assertThat(shown)
                .contains("<bdi>shop.example</bdi></th> <td class=\"end\">4</td> <td class=\"end\">1</td> "
                        + "<td class=\"end\">1</td> <td class=\"end\">0</td> <td class=\"end\">25%</td>")
                .contains("The form’s own page</bdi></th> <td class=\"end\">1</td>")
                .contains("<bdi>Phone</bdi></th><td class=\"end\">1</td>")
                .doesNotContain("&lt;b&gt;");
    }
}
