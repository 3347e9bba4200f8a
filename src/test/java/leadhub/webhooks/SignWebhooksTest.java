package leadhub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import leadhub.testing.ApiClient;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A receiver tells that it is us, by Standard Webhooks' own library and by one line of HMAC. */
class SignWebhooksTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Receiver receiver = Receiver.willing();

    @AfterEach
    void close() {
        receiver.close();
    }

    /** What the library would sign. */
    private static String standard(com.standardwebhooks.Webhook library, Receiver.Request request) throws Exception {
        return library.sign(
                request.header("webhook-id"), Long.parseLong(request.header("webhook-timestamp")), request.body());
    }

    private static String leadHub(String secret, Receiver.Request request) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(request.body().getBytes(StandardCharsets.UTF_8)));
    }

    private static void isSigned(Receiver.Request request, String secret) throws Exception {
        assertThat(request.header("webhook-signature"))
                .isEqualTo(standard(new com.standardwebhooks.Webhook(secret), request));
        assertThat(request.header("X-LeadHub-Signature")).isEqualTo(leadHub(secret, request));
    }

    @Test
    void by_the_secret_that_was_made() throws Exception {
        var hook = Hook.create(api, receiver, "lead.created");
        api.post("/api/v1/leads", "{\"first_name\": \"Zoë 佐藤\"}");
        isSigned(receiver.await(1).getFirst(), hook.secret());
    }

    @Test
    void by_a_secret_of_ones_own() throws Exception {
        var own = "my own secret, with ü";
        var hook = Hook.create(api, """
                {"target_url": "%s", "events": ["lead.created"], "secret": "%s"}
                """.formatted(receiver.url(), own));
        assertThat(hook.secret()).isEqualTo(own);
        hook.lead();
        var request = receiver.await(1).getFirst();
        assertThat(request.header("webhook-signature"))
                .isEqualTo(standard(new com.standardwebhooks.Webhook(own.getBytes(StandardCharsets.UTF_8)), request));
        assertThat(request.header("X-LeadHub-Signature")).isEqualTo(leadHub(own, request));
    }

    @Test
    void by_a_secret_of_ones_own_as_standard_webhooks_spells_them() throws Exception {
        var own = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        Hook.create(api, """
                {"target_url": "%s", "events": ["lead.created"], "secret": "%s"}
                """.formatted(receiver.url(), own)).lead();
        isSigned(receiver.await(1).getFirst(), own);
    }

    @Test
    void by_both_secrets_while_one_takes_the_others_place() throws Exception {
        var hook = Hook.create(api, receiver, "lead.created");
        var next = api.post(hook.path() + "/rotate", "{\"overlap_hours\": 2}").text("data.secret");
        assertThat(next).startsWith("whsec_").isNotEqualTo(hook.secret());
        hook.lead();
        var both = receiver.await(1).getFirst();
        assertThat(both.header("webhook-signature").split(" "))
                .containsExactly(
                        standard(new com.standardwebhooks.Webhook(next), both),
                        standard(new com.standardwebhooks.Webhook(hook.secret()), both));
        assertThat(both.header("X-LeadHub-Signature")).isEqualTo(leadHub(next, both));
        server.clock().pass(Duration.ofHours(2));
        hook.lead();
        isSigned(receiver.await(2).getLast(), next);
    }

    /** Whoever didn't get the new secret rotates again, and has a receiver that knows the first one only. */
    @Test
    void by_the_first_secret_too_when_another_one_takes_the_others_place_meanwhile() throws Exception {
        var hook = Hook.create(api, receiver, "lead.created");
        var lost = api.post(hook.path() + "/rotate", "{\"overlap_hours\": 3}").text("data.secret");
        var next = api.post(hook.path() + "/rotate", "{\"overlap_hours\": 1}").text("data.secret");
        hook.lead();
        var request = receiver.await(1).getFirst();
        assertThat(request.header("webhook-signature").split(" "))
                .containsExactly(
                        standard(new com.standardwebhooks.Webhook(next), request),
                        standard(new com.standardwebhooks.Webhook(lost), request),
                        standard(new com.standardwebhooks.Webhook(hook.secret()), request));
        server.clock().pass(Duration.ofHours(2));
        hook.lead();
        assertThat(receiver.await(2).getLast().header("webhook-signature").split(" "))
                .hasSize(3);
        server.clock().pass(Duration.ofHours(1));
        hook.lead();
        isSigned(receiver.await(3).getLast(), next);
    }

    @Test
    void the_former_secret_ends_at_once_if_that_is_wanted() throws Exception {
        var hook = Hook.create(api, receiver, "lead.created");
        var own = api.post(hook.path() + "/rotate", "{\"overlap_hours\": 0, \"secret\": \"another secret\"}");
        assertThat(own.text("data.secret")).isEqualTo("another secret");
        hook.lead();
        var request = receiver.await(1).getFirst();
        assertThat(request.header("webhook-signature")).doesNotContain(" ");
        assertThat(request.header("X-LeadHub-Signature")).isEqualTo(leadHub("another secret", request));
        for (var body : new String[] {"{\"overlap_hours\": -1}", "{\"overlap_hours\": 169}", "{\"secret\": \"x\"}"}) {
            assertThat(api.post(hook.path() + "/rotate", body).status())
                    .as(body)
                    .isEqualTo(422);
        }
    }

    @Test
    void what_waited_is_signed_with_todays_secret() throws Exception {
        receiver.become(Receiver.status(500));
        var hook = Hook.create(api, receiver, "lead.created");
        hook.lead();
        hook.awaitAttempts(1);
        receiver.become(Receiver.status(200));
        var next = api.post(hook.path() + "/rotate", "{\"overlap_hours\": 0}").text("data.secret");
        server.clock().pass(Duration.ofSeconds(5));
        var tries = receiver.await(2);
        isSigned(tries.getFirst(), hook.secret());
        isSigned(tries.getLast(), next);
        assertThat(tries.getLast().body()).isEqualTo(tries.getFirst().body());
    }
}
