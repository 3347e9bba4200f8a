package leadhub.conversations;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Visitor;
import leadhub.testing.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A team keeps what it writes again and again, and inserts it in conversations. */
class CannedRepliesTest {
    private static final String ALL = "/settings/replies";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final Panel manager = workspace.panel(Role.MANAGER);
    private String conversation = "";
    private Visitor visitor = Visitor.at(server.origin());

    @BeforeEach
    void a_visitor_writes() {
        var bot =
                workspace.leadHub().post("/api/v1/bots", "{\"name\": \"Mia\"}").text("data.id");
        var begun = visitor.post("/c/" + bot + "/conversations", "{}");
        conversation = begun.text("conversation.id");
        visitor = visitor.knownBy(begun.text("token"));
        visitor.say(conversation, "1", "Hello");
    }

    private void add(String name, String content) {
        manager.get(ALL);
        assertThat(manager.post(ALL, Map.of("name", name, "content", content)).status())
                .isEqualTo(303);
    }

    private String refused(String path, String name, String content) {
        manager.get(ALL);
        var refused = manager.post(path, Map.of("name", name, "content", content));
        assertThat(refused.status()).isEqualTo(422);
        return refused.body();
    }

    private String choice(Panel panel) {
        return panel.get("/inbox/" + conversation + "/replies").body();
    }

    @Test
    void they_are_kept_changed_and_deleted_with_their_mistakes_in_their_place() {
        add("Greeting", "Hello {{lead.first_name|there}}!");
        var kept = manager.get(ALL).body();
        assertThat(kept).contains("Hello {{lead.first_name|there}}!");
        var one = ALL + "/" + kept.replaceFirst("(?s).*/settings/replies/([0-9]+).*", "$1");
        assertThat(refused(ALL, "greeting", "Hi")).contains("is-invalid", ">Hi</textarea>");
        assertThat(refused(ALL, "Other", "Hi {{lead.shoe_size}}")).contains("lead.shoe_size", "is-invalid");
        assertThat(refused(ALL, "Other", "Hi {{lead.first_name")).contains("is-invalid");
        assertThat(refused(ALL, " ", " ")).contains("is-invalid");
        assertThat(refused(one, "Greeting", "Hi {{owner.shoe_size}}")).contains("owner.shoe_size", " open");
        assertThat(manager.post(one, Map.of("name", "GREETING", "content", "Good day"))
                        .status())
                .isEqualTo(303);
        assertThat(manager.get(ALL).body())
                .contains("GREETING", "Good day")
                .doesNotContain("{{lead.first_name|there}}!");
        assertThat(server.newWorkspace().panel(Role.MANAGER).get(ALL).body()).doesNotContain("GREETING");
        assertThat(manager.post(one + "/delete", Map.of()).status()).isEqualTo(303);
        assertThat(manager.get(ALL).body()).doesNotContain("GREETING");
        assertThat(manager.post(one + "/delete", Map.of()).status()).isEqualTo(404);
        assertThat(manager.post(one, Map.of("name", "")).status()).isEqualTo(404);
        assertThat(workspace.panel(Role.AGENT).get(ALL).status()).isEqualTo(403);
    }

    @Test
    void places_are_filled_with_what_is_known_of_the_visitor() {
        add("Greeting", "Hello {{lead.first_name|there}}, <b>welcome</b> & thank you!");
        var agent = workspace.panel(Role.AGENT);
        assertThat(choice(agent)).contains("Hello there, &lt;b&gt;welcome&lt;/b&gt; &amp; thank you!");
        var api = workspace.leadHub();
        api.post("/api/v1/leads", "{\"first_name\": \"Zoe\", \"email\": \"zoe@example.com\"}");
        visitor.say(conversation, "2", "zoe@example.com");
        Await.until(() -> !api.get("/api/v1/conversations/" + conversation)
                .at("data.lead_id")
                .isNull());
        assertThat(choice(agent)).contains("Hello Zoe, ");
        assertThat(workspace
                        .panel(Role.READ_ONLY)
                        .get("/inbox/" + conversation + "/replies")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void an_agent_inserts_one_by_keys_or_with_the_mouse() {
        add("Delivery", "It takes two days.");
        add("Thanks", "Thank you, {{lead.first_name|and good-bye}}!");
        var agent = workspace.user(Role.MANAGER);
        try (var window = Window.open(server.origin()).signIn(agent.email(), TestWorkspace.PASSWORD)) {
            var page = window.page();
            page.navigate("/inbox/" + conversation);
            var text = page.locator("#reply");
            text.focus();
            page.keyboard().press("/");
            var search = page.locator("#canned-search");
            assertThat(search).isFocused();
            assertThat(page.locator(".canned-one:visible")).hasCount(2);
            window.picture("canned-replies");
            assertThat(window.problems()).isEmpty();
            search.fill("thank");
            assertThat(page.locator(".canned-one:visible")).hasCount(1);
            page.keyboard().press("Enter");
            assertThat(text).isFocused();
            assertThat(text).hasValue("Thank you, and good-bye!");
            // What is typed stays, and a slash in it is one.
            page.keyboard().type(" 24/7. ");
            page.locator("#canned summary").click();
            assertThat(search).isFocused();
            page.locator(".canned-one").first().click();
            assertThat(text).hasValue("Thank you, and good-bye! 24/7. It takes two days.");
            page.locator("#canned summary").click();
            assertThat(search).isFocused();
            assertThat(page.locator(".canned-one").first()).isVisible();
            page.keyboard().press("ArrowDown");
            assertThat(page.locator(".canned-one").first()).isFocused();
            page.keyboard().press("Escape");
            assertThat(text).isFocused();
            assertThat(search).isHidden();
            text.press("Enter");
            assertThat(page.locator(".is-agent .entry-text"))
                    .hasText("Thank you, and good-bye! 24/7. It takes two days.");
            assertThat(window.problems()).isEmpty();
        }
    }
}
