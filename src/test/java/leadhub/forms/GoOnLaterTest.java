package leadhub.forms;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import leadhub.base.database.Sql;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Browsers;
import leadhub.testing.Mailbox;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is typed into a form is there after a reload, and by a link that was mailed; nobody is held up by a slip of the pen. */
class GoOnLaterTest {
    private static final String NAME = "{\"key\": \"name\", \"type\": \"text\", \"label\": \"%s\"}";
    private static final String FIELDS = """
            "fields": [{"key": "email", "type": "email", "required": true}, %s,
                       {"key": "campaign", "type": "hidden", "default_value": "spring"},
                       {"key": "size", "type": "select", "options": ["S", "M"], "step": 2},
                       {"key": "agree", "type": "consent", "consent_text": "Keep what I type.", "step": 2}]
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final FormVisitor visitor = new FormVisitor(server);
    private final Mailbox mailbox = Mailbox.open();

    @BeforeEach
    void mails_are_sent() {
        workspace.mailServer(mailbox);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    private ApiAnswer form(String settings) {
        var made = api.post(
                "/api/v1/forms",
                "{\"name\": \"Contact\", " + FIELDS.formatted(NAME.formatted("Name"))
                        + ", \"settings\": {\"language\": \"en\", " + settings + "}}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private static String path(ApiAnswer form) {
        return "/f/" + form.text("data.public_id");
    }

    @Test
    void after_a_reload_all_is_there_but_consents_and_fields_that_have_changed() {
        var form = form("\"spam\": {\"min_seconds\": 0}");
        try (var context = Browsers.elsewhere()) {
            var page = context.newPage();
            page.navigate(form.text("data.url"));
            fillIn(page);
            page.reload();
            assertThat(page.locator(".lf-notice")).containsText("We’ve put back what you typed before.");
            // On the step where its visitor was.
            assertThat(page.locator("select")).isVisible();
            assertThat(page.locator("select")).hasValue("M");
            assertThat(page.locator("input[name=agree]")).not().isChecked();
            page.locator("button.lf-second").click();
            assertThat(page.locator("input[name=name]")).hasValue("Ann");
            renameName(form);
            page.reload();
            assertThat(page.locator("input[name=email]")).hasValue("ann@example.com");
            assertThat(page.locator("input[name=name]")).hasValue("");
            isAlone(context, form);
            page.locator(".lf-notice button").click();
            assertThat(page.locator(".lf-notice")).hasCount(0);
            assertThat(page.locator("input[name=email]")).hasValue("");
            page.reload();
            assertThat(page.locator("form.lf")).isVisible();
            assertThat(page.locator(".lf-notice")).hasCount(0);
        }
    }

    private static void fillIn(Page page) {
        page.locator("input[name=email]").fill("ann@example.com");
        page.locator("input[name=name]").fill("Ann");
        page.locator("form.lf button[type=submit]").click();
        page.locator("select").selectOption("M");
        page.locator("input[name=agree]").check();
    }

    private void renameName(ApiAnswer form) {
        var changed = api.patch(
                "/api/v1/forms/" + form.text("data.id"), "{" + FIELDS.formatted(NAME.formatted("Full name")) + "}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    /** Whoever else uses the browser sees nothing of it, unless they go back to that very window. */
    private static void isAlone(BrowserContext context, ApiAnswer form) {
        var other = context.newPage();
        other.navigate(form.text("data.url"));
        assertThat(other.locator("input[name=email]")).hasValue("");
        other.close();
        assertThat(context.cookies()).isEmpty();
    }

    @Test
    void what_was_sent_is_not_put_back() {
        var form = form("\"spam\": {\"min_seconds\": 0}");
        try (var context = Browsers.elsewhere()) {
            var page = context.newPage();
            page.navigate(form.text("data.url"));
            fillIn(page);
            page.locator("form.lf button[type=submit]").click();
            assertThat(page.locator(".lf-end")).isVisible();
            page.navigate(form.text("data.url"));
            assertThat(page.locator("input[name=email]")).hasValue("");
        }
    }

    @Test
    void a_slip_in_an_email_is_asked_about_and_sent_as_typed_all_the_same() {
        var form = form("\"spam\": {\"min_seconds\": 0}");
        try (var context = Browsers.elsewhere()) {
            var page = context.newPage();
            page.navigate(form.text("data.url"));
            var email = page.locator("input[name=email]");
            for (var typed : new String[] {"ann@mail.com", "ann@gmail.com", "ann@example.com"}) {
                email.fill(typed);
                email.blur();
                assertThat(page.locator(".lf-hint")).hasCount(0);
            }
            for (var typed : new String[] {"ann@gmal.com", "ann@gmail.con", "ann@gmial.com"}) {
                email.fill(typed);
                email.blur();
                assertThat(page.locator(".lf-hint")).hasText("Did you mean ann@gmail.com?");
            }
            page.locator(".lf-hint button").click();
            assertThat(email).hasValue("ann@gmail.com");
            email.fill("ann@gmial.com");
            page.locator("form.lf button[type=submit]").click();
            page.locator("select").selectOption("M");
            page.locator("form.lf button[type=submit]").click();
            assertThat(page.locator(".lf-end")).isVisible();
        }
        assertThat(api.get("/api/v1/leads").text("data.0.email")).isEqualTo("ann@gmial.com");
    }

    private void type(ApiAnswer form, String token, String email) {
        var typed = new HashMap<>(Map.of("_token", token, "name", "<Visit evil.example>", "size", "M", "_mail", "1"));
        typed.put("email", email);
        typed.put("agree", "on");
        assertThat(visitor.post(path(form) + "/partial", typed).statusCode()).isEqualTo(204);
    }

    /** The path of the link in the only email. */
    private String link() {
        mailbox.await(1);
        assertThat(mailbox.link(0)).startsWith(server.origin() + "/f/");
        return mailbox.link(0).substring(server.origin().length());
    }

    @Test
    void a_mailed_link_leads_back_to_what_was_typed_until_it_is_sent() {
        var form = form("\"store_partial\": true");
        type(form, visitor.token(path(form)), "ann@example.com");
        var link = link();
        assertThat(mailbox.text(0)).contains("Contact").doesNotContain("evil");
        renameName(form);
        var page = visitor.get(link).body();
        assertThat(page)
                .contains("Here is what you typed.", "value=\"ann@example.com\"", "value=\"M\" selected")
                .contains("name=\"campaign\" value=\"spring\"")
                .doesNotContain("evil.example", "checked");
        var sent = Map.of("_token", FormVisitor.tokenOf(page), "email", "ann@example.com", "size", "M");
        assertThat(visitor.post(path(form), sent).statusCode()).isEqualTo(201);
        assertThat(visitor.post(path(form), sent).statusCode()).isEqualTo(201);
        assertThat(api.get("/api/v1/forms/" + form.text("data.id") + "/submissions")
                        .number("meta.total"))
                .isEqualTo(1);
        assertThat(visitor.get(link).body())
                .contains("Nothing is left of what you typed")
                .doesNotContain("ann@");
    }

    @Test
    void a_link_is_good_for_a_week_and_for_one_form() {
        var form = form("\"store_partial\": true");
        type(form, visitor.token(path(form)), "ann@example.com");
        var link = link();
        assertThat(visitor.get(link.replace(path(form), path(form("\"store_partial\": true"))))
                        .body())
                .contains("Nothing is left of what you typed")
                .doesNotContain("ann@");
        assertThat(visitor.get(link.substring(0, link.length() - 9)).body()).contains("Nothing is left");
        server.clock().pass(Duration.ofDays(8));
        assertThat(visitor.get(link).body()).contains("Nothing is left").doesNotContain("ann@");
    }

    @Test
    void nobody_is_flooded_with_links_and_confirmations_are_counted_apart() {
        var form = form("\"store_partial\": true, \"double_opt_in\": true");
        var token = visitor.token(path(form));
        type(form, token, "ann@example.com");
        mailbox.await(1);
        type(form, token, "Ann@example.com");
        type(form, visitor.token(path(form)), "ann@example.com");
        visitor.post(path(form), Map.of("_token", token, "email", "ann@example.com"));
        mailbox.await(2);
        assertThat(mailbox.link(1)).contains("/f/confirm/");
        server.clock().pass(Duration.ofHours(2));
        type(form, visitor.token(path(form)), "ann@example.com");
        mailbox.await(3);
        assertThat(mailbox.count()).isEqualTo(3);
    }

    @Test
    void the_button_says_what_is_missing_and_mails_the_link() {
        var form = form("\"store_partial\": true");
        try (var context = Browsers.elsewhere()) {
            var page = context.newPage();
            page.navigate(form.text("data.url"));
            var offer = page.locator(".lf-later");
            offer.locator("button").click();
            assertThat(offer).containsText("Please fill in your email and agree first.");
            fillIn(page);
            offer.locator("button").click();
            assertThat(offer).containsText("It is good for 7 days.");
            mailbox.await(1);
        }
        // Where nothing is kept, nothing is offered.
        assertThat(visitor.get(path(form("\"store_partial\": false"))).body()).doesNotContain("Email me a link");
        server.bean(Sql.class)
                .update(workspace.id(), "delete from mail_servers where workspace_id = ?", workspace.id());
        assertThat(visitor.get(path(form)).body()).doesNotContain("Email me a link");
    }
}
