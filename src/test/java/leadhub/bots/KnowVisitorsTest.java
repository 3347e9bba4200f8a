package leadhub.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.bots.identity.IdentityKeys;
import leadhub.conversations.Conversations;
import leadhub.conversations.VisitorEmails;
import leadhub.conversations.WaysBack;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.SignedToken;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A website says who its visitors are; each of them has a conversation that nobody else reads. */
class KnowVisitorsTest {
    private static final String HEADER = "{\"alg\": \"HS256\", \"typ\": \"JWT\"}";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Visitor stranger = Visitor.at(server.origin());
    private String bot = "";
    private String key = "";

    @BeforeEach
    void key() {
        bot = api.post("/api/v1/bots", "{\"name\": \"Mia\"}").text("data.id");
        key = server.bean(IdentityKeys.class).create(workspace.caller(), bot);
    }

    private String claims(String audience, String subject, long seconds, String more) {
        return "{\"aud\": \"%s\", \"sub\": \"%s\", \"exp\": %d%s}"
                .formatted(audience, subject, server.clock().instant().getEpochSecond() + seconds, more);
    }

    private String token(String subject, String more) {
        return SignedToken.of(HEADER, claims(bot, subject, 3600, more), key);
    }

    private ApiAnswer start(String token) {
        return stranger.post("/c/" + bot + "/conversations", "{\"identity\": \"" + token + "\"}");
    }

    private ApiAnswer identify(ApiAnswer begun, String token) {
        return stranger.knownBy(begun.text("token"))
                .post(
                        "/c/conversations/" + begun.text("conversation.id") + "/identify",
                        "{\"identity\": \"" + token + "\"}");
    }

    private int reads(ApiAnswer begun, String conversation) {
        return stranger.knownBy(begun.text("token"))
                .get("/c/conversations/" + conversation + "/messages")
                .status();
    }

    @Test
    void who_is_known_finds_their_conversation_on_each_device_and_nobody_elses() {
        var sarah = start(token("42", ""));
        assertThat(sarah.status()).as(sarah.body()).isEqualTo(201);
        var id = sarah.text("conversation.id");
        stranger.knownBy(sarah.text("token")).say(id, "1", "My order is late");
        var phone = start(token("42", ""));
        assertThat(phone.text("conversation.id")).isEqualTo(id);
        assertThat(reads(phone, id)).isEqualTo(200);
        assertThat(reads(sarah, id)).isEqualTo(200);
        var bob = start(token("43", ""));
        assertThat(bob.text("conversation.id")).isNotEqualTo(id);
        assertThat(reads(bob, id)).isEqualTo(404);
        stranger.knownBy(phone.text("token")).post("/c/conversations/" + id + "/end", "{}");
        assertThat(start(token("42", "")).text("conversation.id")).isNotEqualTo(id);
        // Another bot's visitors are others.
        var other = api.post("/api/v1/bots", "{\"name\": \"Other\"}").text("data.id");
        assertThat(stranger.post("/c/" + other + "/conversations", "{\"identity\": \"" + token("42", "") + "\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_stranger_who_signs_in_keeps_the_conversation_and_the_token_of_before_opens_it_no_more() {
        var begun = stranger.post("/c/" + bot + "/conversations", "{}");
        var id = begun.text("conversation.id");
        var tied = identify(begun, token("42", ""));
        assertThat(tied.status()).as(tied.body()).isEqualTo(200);
        assertThat(tied.text("conversation.id")).isEqualTo(id);
        assertThat(reads(begun, id)).isEqualTo(404);
        assertThat(reads(tied, id)).isEqualTo(200);
        assertThat(identify(tied, token("43", "")).status()).isEqualTo(404);
        assertThat(identify(tied, "nothing").status()).isEqualTo(422);
        var before = server.bean(WaysBack.class)
                .token(
                        workspace.id(),
                        server.bean(Conversations.class)
                                .get(workspace.caller(), id)
                                .id(),
                        false);
        assertThat(stranger.knownBy(before)
                        .get("/c/conversations/" + id + "/messages")
                        .status())
                .isEqualTo(404);
        var again = identify(tied, token("42", ""));
        assertThat(again.text("token")).isEqualTo(tied.text("token"));
        assertThat(start(token("42", "")).text("conversation.id")).isEqualTo(id);
    }

    @Test
    void only_what_is_signed_for_this_bot_and_has_not_expired_is_taken() {
        var good = claims(bot, "42", 3600, "");
        var none = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + "." + SignedToken.of(HEADER, good, key).split("\\.")[1] + ".";
        var refused = List.of(
                SignedToken.of(HEADER, good, "another key"),
                SignedToken.of("{\"alg\": \"HS512\"}", good, key),
                SignedToken.of("{\"alg\": \"HS256\", \"crit\": [\"b64\"]}", good, key),
                SignedToken.of("[]", good, key),
                none,
                SignedToken.of(HEADER, claims("another-bot", "42", 3600, ""), key),
                SignedToken.of(HEADER, claims(bot, "42", -120, ""), key),
                SignedToken.of(HEADER, claims(bot, "", 3600, ""), key),
                SignedToken.of(HEADER, claims(bot, "42", 3600, ", \"nbf\": 99999999999"), key),
                SignedToken.of(HEADER, "{\"aud\": \"%s\", \"sub\": \"42\"}".formatted(bot), key),
                SignedToken.of(HEADER, "{\"aud\": \"%s\", \"sub\": \"42\", \"exp\": \"soon\"}".formatted(bot), key),
                SignedToken.of(HEADER, "no json", key),
                "a.b",
                "..");
        for (var token : refused) {
            var answer = start(token);
            assertThat(answer.status()).as(token).isEqualTo(422);
            assertThat(answer.at("errors.identity").isArray()).isTrue();
        }
        assertThat(start(SignedToken.of(HEADER, good, key)).status()).isEqualTo(201);
        assertThat(start(SignedToken.of(HEADER, claims(bot, "42", -30, ""), key))
                        .status())
                .isEqualTo(201);
        assertThat(start(SignedToken.of(HEADER, good.replace("\"" + bot + "\"", "[\"x\", \"" + bot + "\"]"), key))
                        .status())
                .isEqualTo(201);
        server.clock().pass(Duration.ofHours(2));
        assertThat(start(SignedToken.of(HEADER, good, key)).status()).isEqualTo(422);
    }

    @Test
    void either_of_two_keys_is_good_until_it_is_deleted() {
        var keys = server.bean(IdentityKeys.class);
        var second = keys.create(workspace.caller(), bot);
        var panel = workspace.panel(Role.ADMIN);
        var path = "/settings/bots/" + bot + "/identity";
        assertThat(panel.get(path).body()).doesNotContain(key, second, "Create key");
        assertThat(panel.post(path, Map.of()).status()).isEqualTo(409);
        assertThat(start(SignedToken.of(HEADER, claims(bot, "1", 60, ""), key)).status())
                .isEqualTo(201);
        assertThat(start(SignedToken.of(HEADER, claims(bot, "2", 60, ""), second))
                        .status())
                .isEqualTo(201);
        var first = keys.list(workspace.caller(), bot).getLast().id();
        panel.get(path);
        assertThat(panel.post(path + "/" + first + "/delete", Map.of()).status())
                .isEqualTo(303);
        assertThat(start(SignedToken.of(HEADER, claims(bot, "1", 60, ""), key)).status())
                .isEqualTo(422);
        assertThat(start(SignedToken.of(HEADER, claims(bot, "2", 60, ""), second))
                        .status())
                .isEqualTo(201);
        panel.get(path);
        var made = panel.post(path, Map.of()).body();
        var shown = Pattern.compile("id=\"secret\"[^>]*>([A-Za-z0-9_-]{43})<").matcher(made);
        assertThat(shown.find()).isTrue();
        assertThat(start(SignedToken.of(HEADER, claims(bot, "3", 60, ""), shown.group(1)))
                        .status())
                .isEqualTo(201);
        assertThat(workspace.panel(Role.MANAGER).get(path).status()).isEqualTo(403);
    }

    @Test
    void a_known_visitors_email_counts_as_theirs_and_makes_the_lead() {
        var begun = start(token(
                "42", ", \"email\": \"sarah@example.com\", \"given_name\": \"Sarah\", \"family_name\": \"Miller\""));
        var id = begun.text("conversation.id");
        Await.until(() -> api.get("/api/v1/leads?email=sarah@example.com").number("meta.total") == 1);
        var lead = api.get("/api/v1/leads?email=sarah@example.com");
        assertThat(lead.text("data.0.last_name")).isEqualTo("Miller");
        assertThat(lead.text("data.0.source")).isEqualTo("widget");
        stranger.knownBy(begun.text("token")).say(id, "1", "My boss is boss@example.com");
        var conversation = server.bean(Conversations.class).get(workspace.caller(), id);
        assertThat(server.bean(VisitorEmails.class).known(workspace.caller(), conversation.id()))
                .isEqualTo(new VisitorEmails.Known("42", "sarah@example.com", true));
        assertThat(workspace.panel(Role.AGENT).get("/inbox/" + id).body())
                .contains("Confirmed email address", "sarah@example.com", "Id on your website");
    }
}
