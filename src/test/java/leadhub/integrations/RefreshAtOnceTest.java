package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import leadhub.integrations.oauth.OAuthTokens;
import leadhub.integrations.oauth.RefreshLeases;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.testing.Await;
import leadhub.testing.Mailbox;
import leadhub.testing.OtherProcess;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Two processes want an access token at once, of a provider that takes each refresh token once and puts another in its place. */
@Timeout(300)
class RefreshAtOnceTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final OnceOnly provider = new OnceOnly();
    private final long integrationId = connect();

    @AfterEach
    void close() {
        provider.close();
    }

    /** Hands out an access token for the newest refresh token alone, which is used up then. */
    private static final class OnceOnly implements AutoCloseable {
        private final Receiver receiver = Receiver.doing(this::answer);
        private volatile boolean isSilent;
        private int newest = 1;

        private void answer(Receiver.Request request, Socket peer) throws IOException {
            if (isSilent) {
                peer.getInputStream().transferTo(OutputStream.nullOutputStream());
                return;
            }
            handOut(request, peer);
        }

        private synchronized void handOut(Receiver.Request request, Socket peer) throws IOException {
            var isNewest = request.body().contains("&refresh_token=refresh-" + newest + "&");
            var body = isNewest
                    ? "{\"access_token\": \"access-%d\", \"expires_in\": 3600, \"refresh_token\": \"refresh-%d\"}"
                            .formatted(newest, ++newest)
                    : "{\"error\": \"invalid_grant\"}";
            peer.getOutputStream()
                    .write("HTTP/1.1 %d x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(isNewest ? 200 : 400, body.length(), body)
                            .getBytes(StandardCharsets.US_ASCII));
        }

        /** The refresh tokens that it was shown. */
        List<String> shown() {
            return receiver.heard().stream()
                    .map(request -> request.body().replaceFirst(".*&refresh_token=([^&]*).*", "$1"))
                    .toList();
        }

        @Override
        public void close() {
            receiver.close();
        }
    }

    /** A mail server that nobody asks by itself. */
    private long connect() {
        var made = workspace.leadHub().post("/api/v1/integrations", """
                {"type": "smtp", "config": {"host": "127.0.0.1", "port": %d, "user": "team", "from": "sales@example.com",
                    "auth": "oauth2", "oauth_token_url": "%s", "oauth_client_id": "client",
                    "oauth_refresh_token": "refresh-1"}}
                """.formatted(
                        Mailbox.freePort(), provider.receiver.url()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return Long.parseLong(made.text("data.id"));
    }

    private static String accessToken(ApplicationContext process, long workspaceId, long integrationId) {
        return accessToken(
                process.getBean(OAuthTokens.class), process.getBean(Integrations.class), workspaceId, integrationId);
    }

    private static String accessToken(
            OAuthTokens tokens, Integrations integrations, long workspaceId, long integrationId) {
        var integration = integrations.find(workspaceId, integrationId).orElseThrow();
        return tokens.use(OAuthTokens.Owner.of(integration), failure -> false, token -> token);
    }

    /** Has its answer, and comes to keep the new refresh token when the test lets it. */
    static class Slow {
        private static final CountDownLatch HAS_ANSWER = new CountDownLatch(1);
        private static final CountDownLatch MAY_KEEP = new CountDownLatch(1);

        @Bean
        @Primary
        IntegrationSecrets slowSecrets(IntegrationSql sql, IntegrationVault vault) {
            return new IntegrationSecrets(sql, vault) {
                @Override
                public void replace(long workspaceId, long id, String key, String was, String now) {
                    HAS_ANSWER.countDown();
                    try {
                        MAY_KEEP.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    super.replace(workspaceId, id, key, was, now);
                }
            };
        }
    }

    @Test
    void whoever_comes_while_the_new_refresh_token_is_not_kept_yet_waits_for_it() throws Exception {
        try (var other = server.startSecond(Map.of(), Slow.class)) {
            var first = CompletableFuture.supplyAsync(() -> accessToken(other, workspace.id(), integrationId));
            Slow.HAS_ANSWER.await();
            var second = new FutureTask<>(this::ours);
            var thread = Thread.ofPlatform().start(second);
            Await.until(() -> second.isDone() || awaitsAnother(thread));
            Slow.MAY_KEEP.countDown();
            assertThat(second.get()).isEqualTo("access-2");
            assertThat(first.get()).isEqualTo("access-1");
        }
        assertThat(provider.shown()).containsExactly("refresh-1", "refresh-2");
    }

    @Test
    void whoever_has_waited_too_long_for_another_process_gives_up_as_nobody_was_asked() {
        var leases = server.bean(RefreshLeases.class);
        var until = leases.take(workspace.id(), integrationId).orElseThrow();
        try (var hurried = server.startSecond(Map.of("leadhub.integrations.token-patience", "0s"))) {
            assertThatThrownBy(() -> accessToken(hurried, workspace.id(), integrationId))
                    .isInstanceOfSatisfying(
                            ProviderFailure.class,
                            failure -> assertThat(failure.isBusy()).isTrue());
            assertThat(provider.shown()).isEmpty();
            leases.end(workspace.id(), integrationId, until);
            assertThat(accessToken(hurried, workspace.id(), integrationId)).isEqualTo("access-1");
        }
    }

    @Test
    void whoever_has_waited_too_long_for_another_thread_gives_up_as_well() {
        provider.isSilent = true;
        try (var hurried = server.startSecond(Map.of("leadhub.integrations.token-patience", "0s"))) {
            var first = CompletableFuture.supplyAsync(() -> accessToken(hurried, workspace.id(), integrationId));
            Await.until(() -> provider.shown().size() == 1);
            assertThatThrownBy(() -> accessToken(hurried, workspace.id(), integrationId))
                    .isInstanceOfSatisfying(
                            ProviderFailure.class,
                            failure -> assertThat(failure.isBusy()).isTrue());
            assertThat(provider.shown()).hasSize(1);
            provider.close();
            assertThatThrownBy(first::join).hasCauseInstanceOf(ProviderFailure.class);
        }
    }

    private static boolean awaitsAnother(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("awaitLease"));
    }

    /** The access token that this process gets, or why it gets none. */
    private String ours() {
        try {
            return accessToken(
                    server.bean(OAuthTokens.class), server.bean(Integrations.class), workspace.id(), integrationId);
        } catch (ProviderFailure e) {
            return e.say();
        }
    }

    /** Asks for an access token, in a process of its own. */
    public static final class Refreshing implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            accessToken(context, Long.parseLong(arguments.getFirst()), Long.parseLong(arguments.getLast()));
        }
    }

    @Test
    void whoever_waits_for_a_process_that_was_killed_goes_on_when_its_lease_has_ended() throws Exception {
        provider.isSilent = true;
        var killed = server.inAnotherProcess(
                Refreshing.class, List.of(Long.toString(workspace.id()), Long.toString(integrationId)));
        Await.until(() -> provider.shown().size() == 1);
        killed.destroyForcibly().waitFor();
        provider.isSilent = false;
        var ours = new FutureTask<>(this::ours);
        var thread = Thread.ofPlatform().start(ours);
        Await.until(() -> awaitsAnother(thread));
        assertThat(provider.shown()).hasSize(1);
        server.clock().pass(Duration.ofMinutes(1));
        assertThat(ours.get()).isEqualTo("access-1");
        assertThat(provider.shown()).containsExactly("refresh-1", "refresh-1");
        assertThat(ours()).as("is kept").isEqualTo("access-1");
    }
}
