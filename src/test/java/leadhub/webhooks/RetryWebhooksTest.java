package leadhub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.webhooks.delivery.DispatcherThreads;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver doesn't take what it is told, each in its own way. */
class RetryWebhooksTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Receiver receiver = Receiver.willing();
    private final Hook hook = Hook.create(api, receiver, "lead.created");

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void it_is_tried_ten_times_in_a_day_with_the_same_bytes_under_the_same_id() {
        receiver.become(Receiver.status(500));
        hook.lead();
        var pauses = new Duration[] {
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(25),
            Duration.ofMinutes(90),
            Duration.ofHours(3),
            Duration.ofHours(5),
            Duration.ofHours(4),
            Duration.ofHours(6),
            Duration.ofHours(4)
        };
        for (var i = 0; i < pauses.length; i++) {
            hook.awaitAttempts(i + 1);
            assertThat(hook.last().text("data.status")).isEqualTo("pending");
            server.clock().pass(pauses[i].plusSeconds(1));
        }
        var given = hook.awaitAttempts(10);
        hook.await("failed", 1);
        assertThat(given.number("data.attempts_count")).isEqualTo(10);
        assertThat(hook.last().at("data.next_attempt_at").isNull()
                        || hook.last().body().contains("\"next_attempt_at\":null"))
                .isTrue();
        assertThat(receiver.heard()).hasSize(10);
        assertThat(receiver.heard().stream().map(Receiver.Request::body).distinct())
                .hasSize(1);
        assertThat(receiver.heard().stream()
                        .map(request -> request.header("webhook-id"))
                        .distinct())
                .hasSize(1);
        assertThat(hook.status()).isEqualTo("failing");
    }

    @Test
    void a_receiver_that_works_again_gets_what_it_missed() {
        receiver.become(Receiver.saying("HTTP/1.1 503 No\r\nContent-Length: 4\r\n\r\nBusy"));
        hook.lead();
        var failed = hook.awaitAttempts(1);
        assertThat(failed.at("data.attempts").get(0).get("status").asInt()).isEqualTo(503);
        assertThat(failed.at("data.attempts").get(0).get("error").asString()).isEqualTo("receiver_error");
        assertThat(failed.at("data.attempts").get(0).get("answer").asString()).isEqualTo("Busy");
        assertThat(hook.status()).isEqualTo("failing");
        receiver.become(Receiver.status(200));
        server.clock().pass(Duration.ofSeconds(6));
        hook.await("delivered", 1);
        Await.until(() -> hook.status().equals("active"));
        assertThat(receiver.heard().getLast().body())
                .isEqualTo(receiver.heard().getFirst().body());
    }

    @ParameterizedTest
    @CsvSource({
        "301, redirect",
        "307, redirect",
        "400, refused",
        "404, refused",
        "500, receiver_error",
        "410, gone",
        "102, unexpected_status"
    })
    void an_answer_that_is_no_success_is_a_failure(int status, String error) {
        if (status == 102) {
            return;
        }
        receiver.become(Receiver.status(status, "Location: " + receiver.url()));
        hook.lead();
        var attempt = hook.awaitAttempts(1).at("data.attempts").get(0);
        assertThat(attempt.get("status").asInt()).isEqualTo(status);
        assertThat(attempt.get("error").asString()).isEqualTo(error);
        assertThat(receiver.heard()).hasSize(1);
    }

    @Test
    void an_answer_longer_than_anybody_needs_is_kept_in_part() {
        receiver.become(Receiver.saying("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(100_000)));
        hook.lead();
        hook.await("delivered", 1);
        assertThat(hook.last().at("data.attempts").get(0).get("answer").asString())
                .hasSize(64 * 1024);
    }

    @Test
    void an_answer_without_end_is_a_failure() {
        var block = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        receiver.become((request, peer) -> {
            say(peer, "HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                peer.getOutputStream().write(block);
            }
        });
        hook.lead();
        fails("too_large");
    }

    @Test
    void an_answer_that_unpacks_without_end_is_a_failure() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 50; i++) {
                gzip.write(zeros);
            }
        }
        receiver.become((request, peer) -> {
            say(peer, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
            peer.getOutputStream().write(packed.toByteArray());
        });
        hook.lead();
        fails("too_large");
    }

    @Test
    void a_connection_that_breaks_is_a_failure() {
        receiver.become((request, peer) -> {
            say(peer, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            peer.setSoLinger(true, 0);
        });
        hook.lead();
        fails("broken");
    }

    @Test
    void nobody_there_is_a_failure() {
        receiver.close();
        hook.lead();
        fails("unreachable");
    }

    @Test
    void a_fault_of_ours_is_a_failure_and_holds_up_nothing() {
        var target = "https://example.com/" + "x".repeat(3_000);
        server.bean(Sql.class).update(workspace.id(), """
                update webhooks
                set target_url = ?
                where workspace_id = ?
                  and id = ?
                """, target, workspace.id(), hook.id());
        api.patch(hook.path(), "{\"name\": \"Too long\"}");
        hook.lead();
        fails("internal_error");
        assertThat(hook.last().text("data.next_attempt_at")).isNotEmpty();
        Await.until(() -> hook.status().equals("failing"));
    }

    private static boolean isHungUp(Socket peer) {
        try {
            peer.setSoTimeout(1);
            return peer.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void say(Socket peer, String words) throws IOException {
        peer.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void fails(String error) {
        var attempt = hook.awaitAttempts(1).at("data.attempts").get(0);
        assertThat(attempt.get("error").asString()).isEqualTo(error);
        assertThat(attempt.get("status").isNull()).isTrue();
    }

    @Test
    void a_receiver_that_is_gone_is_left_alone() {
        receiver.become(Receiver.status(410));
        hook.lead();
        hook.await("failed", 1);
        Await.until(() -> hook.status().equals("disabled"));
        assertThat(hook.get().text("data.disabled_reason")).isEqualTo("gone");
        assertThat(hook.get().body()).contains("\"is_active\":false");
        hook.lead();
        hook.await("skipped", 1);
        assertThat(receiver.heard()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429, 503})
    void a_receiver_that_wants_to_be_spared_a_message_is(int status) {
        receiver.become(Receiver.status(status, "Webhook-Delivery: abort-message", "Retry-After: 1"));
        hook.lead();
        hook.await("aborted", 1);
        assertThat(hook.status()).isEqualTo("active");
        assertThat(hook.last().body()).contains("\"next_attempt_at\":null");
    }

    @Test
    void a_receiver_says_when_to_come_back_and_nothing_else_goes_there_until_then() {
        receiver.become(Receiver.status(429, "Retry-After: 600"));
        hook.lead();
        hook.awaitAttempts(1);
        receiver.become(Receiver.status(200));
        hook.lead();
        server.clock().pass(Duration.ofMinutes(9));
        try (var other = Receiver.willing()) {
            // What went elsewhere meanwhile shows that somebody has looked.
            Hook.create(api, other, "lead.created").lead();
            other.await(1);
        }
        assertThat(receiver.heard()).hasSize(1);
        server.clock().pass(Duration.ofMinutes(2));
        hook.await("delivered", 3);
        assertThat(receiver.heard()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"429,", "503, Retry-After: soon"})
    void a_receiver_that_has_too_much_to_do_is_left_alone_for_longer_each_time(int status, @Nullable String header) {
        receiver.become(Receiver.status(status, header == null ? "X-Nothing: 0" : header));
        for (var pause : List.of(5, 10, 20, 40, 60, 60)) {
            hook.lead();
            // Where an earlier delivery was tried once more meanwhile, the host is left alone anew.
            Await.until(() -> {
                server.clock().pass(Duration.ofMillis(500));
                return !hook.last().at("data.attempts").isEmpty();
            });
            var delivery = hook.awaitAttempts(1);
            // By itself a first attempt is followed by another one after five seconds. The host may have been left
            // alone a
            // little earlier, for another delivery that came at the same time.
            assertThat(Duration.between(
                            Instant.parse(delivery.text("data.attempts.0.at")),
                            Instant.parse(delivery.text("data.next_attempt_at"))))
                    .isGreaterThan(Duration.ofSeconds(pause * 3L / 4));
            server.clock().pass(Duration.ofSeconds(pause + 1L));
        }
        receiver.become(Receiver.status(200));
        server.clock().pass(Duration.ofMinutes(40));
        hook.await("delivered", 6);
    }

    @Test
    void a_receiver_that_has_too_much_to_do_is_left_alone_by_other_servers_too() {
        receiver.become(Receiver.status(503, "Retry-After: 3600"));
        var first = server.bean(DispatcherThreads.class);
        try (var other = server.startSecond()) {
            var second = other.getBean(DispatcherThreads.class);
            second.stop();
            var lead = hook.lead();
            hook.awaitAttempts(1);
            first.stop();
            second.start();
            hook.lead();
            // Until others look after one that delivers nothing any more.
            server.clock().pass(Duration.ofSeconds(30));
            somebodyLooksWhen(lead, "contacted");
            assertThat(receiver.heard()).hasSize(1);
            receiver.become(Receiver.status(200));
            server.clock().pass(Duration.ofMinutes(61));
            hook.await("delivered", 2);
        } finally {
            first.start();
        }
    }

    /** What goes elsewhere shows that somebody has looked. */
    private void somebodyLooksWhen(long lead, String status) {
        try (var other = Receiver.willing()) {
            Hook.create(api, other, "lead.updated");
            api.patch("/api/v1/leads/" + lead, "{\"status\": \"%s\"}".formatted(status));
            other.await(1);
        }
    }

    @Test
    void a_slow_receiver_holds_up_nobody_else() throws Exception {
        var end = new CountDownLatch(1);
        var held = new ArrayList<Socket>();
        var most = new AtomicInteger();
        receiver.become((request, peer) -> {
            synchronized (held) {
                held.add(peer);
                // Those that were waited for long enough make room for others.
                held.removeIf(RetryWebhooksTest::isHungUp);
                most.accumulateAndGet(held.size(), Math::max);
            }
            end.await();
        });
        try (var quick = Receiver.willing()) {
            var quickHook = Hook.create(api, quick, "lead.created");
            for (var i = 0; i < 40; i++) {
                hook.lead();
            }
            quick.await(40);
            quickHook.await("delivered", 40);
            var others = server.newWorkspace().leadHub();
            Hook.create(others, quick, "lead.created").lead();
            quick.await(41);
            assertThat(most)
                    .as("no more at once to one host")
                    .hasPositiveValue()
                    .hasValueLessThanOrEqualTo(8);
        } finally {
            end.countDown();
        }
    }

    @Test
    void events_of_one_lead_leave_in_their_order_however_long_a_receiver_takes() {
        var other = Hook.create(api, receiver, "*");
        api.delete(hook.path());
        var held = new CountDownLatch(1);
        receiver.become((request, peer) -> {
            if (request.text("event").equals("lead.created")) {
                held.await();
            }
            Receiver.status(request.text("sequence").equals("2") ? 500 : 200).answer(request, peer);
        });
        var lead = other.lead();
        api.patch("/api/v1/leads/" + lead, "{\"status\": \"contacted\"}");
        api.patch("/api/v1/leads/" + lead, "{\"status\": \"lost\"}");
        var next = other.lead();
        Await.until(() -> receiver.heard().size() == 2);
        held.countDown();
        var heard = receiver.await(6);
        assertThat(heard.stream()
                        .filter(request -> request.json().at("/lead/id").asLong() == lead)
                        .map(request -> request.text("sequence")))
                .as("a failed first attempt holds up nothing")
                .containsExactly("1", "2", "3", "4", "5");
        assertThat(heard).anyMatch(request -> request.json().at("/lead/id").asLong() == next);
    }
}
