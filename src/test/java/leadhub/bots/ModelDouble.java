package leadhub.bots;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import leadhub.base.Json;
import leadhub.testing.Await;
import leadhub.testing.Receiver;
import leadhub.testing.Receiver.Request;
import org.jspecify.annotations.Nullable;

/** A language model on this machine that says what a test wants, by the API that all of them have. */
final class ModelDouble implements AutoCloseable {
    private final Receiver receiver = Receiver.willing();
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final AtomicInteger dripped = new AtomicInteger();

    String url() {
        return receiver.url().replace("/hook", "/v1");
    }

    int count() {
        return receiver.count();
    }

    List<Request> heard() {
        return receiver.heard();
    }

    /** What it was asked last. */
    Request last() {
        return heard().getLast();
    }

    /** An action with a text, and the passages that it stands in. */
    static String turn(String action, String text, Integer... passages) {
        var turn = Json.MAPPER.createObjectNode().put("action", action).put("text", text);
        List.of(passages).forEach(turn.putArray("passages")::add);
        return Json.write(turn);
    }

    /** Says it as a whole. */
    ModelDouble says(String content) {
        return answers(200, "application/json", whole(content, "stop", null));
    }

    ModelDouble refuses(String why) {
        return answers(200, "application/json", whole("", "stop", why));
    }

    private static String whole(String content, String reason, @Nullable String refusal) {
        var json = Json.MAPPER.createObjectNode();
        var choice = json.putArray("choices").addObject().put("finish_reason", reason);
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", content)
                .put("refusal", refusal);
        return Json.write(json);
    }

    ModelDouble answers(int status, String type, String body) {
        receiver.become((request, peer) -> write(peer, head(status, type) + body));
        return this;
    }

    /** Says it letter by letter, as server-sent events. @param isWhole otherwise it breaks off in the middle */
    ModelDouble streams(String content, boolean isWhole) {
        receiver.become((request, peer) -> {
            write(peer, head(200, "text/event-stream; charset=utf-8"));
            var end = isWhole ? content.length() : content.length() / 2;
            for (var i = 0; i < end; i += 7) {
                write(peer, event(content.substring(i, Math.min(end, i + 7)), null));
            }
            if (isWhole) {
                write(peer, event("", "stop") + "data: [DONE]\n\n");
            }
        });
        return this;
    }

    /** Says it as a stream, and stays on the line. */
    ModelDouble lingers(String content) {
        receiver.become((request, peer) -> {
            write(peer, head(200, "text/event-stream"));
            write(peer, event(content, "stop") + "data: [DONE]\n\n");
            listen(peer);
        });
        return this;
    }

    /** Begins to say it, and then says nothing that counts again and again until whoever asked hangs up. */
    ModelDouble drips(String content) {
        receiver.become((request, peer) -> {
            Thread.ofVirtual().start(() -> listen(peer));
            write(peer, head(200, "text/event-stream") + event(content, null));
            while (hungUp.getCount() > 0) {
                write(peer, event(" ", null));
                dripped.incrementAndGet();
                released.await(10, TimeUnit.MILLISECONDS);
            }
        });
        return this;
    }

    /** Says more and more, as fast as it is heard, until whoever asked hangs up. */
    ModelDouble floods() {
        receiver.become((request, peer) -> {
            Thread.ofVirtual().start(() -> listen(peer));
            write(peer, head(200, "text/event-stream"));
            while (hungUp.getCount() > 0) {
                write(peer, event("Nonsense".repeat(100), null));
                dripped.incrementAndGet();
            }
        });
        return this;
    }

    /** How often it has said more. */
    int dripped() {
        return dripped.get();
    }

    private static String event(String content, @Nullable String reason) {
        var json = Json.MAPPER.createObjectNode();
        var choice = json.putArray("choices").addObject().put("finish_reason", reason);
        choice.putObject("delta").put("content", content);
        return ": ping\n\ndata: " + Json.write(json) + "\n\n";
    }

    /** Says nothing until it is {@link #release released}. */
    ModelDouble thinks(String content) {
        receiver.become((request, peer) -> {
            Thread.ofVirtual().start(() -> listen(peer));
            released.await();
            write(peer, head(200, "application/json") + whole(content, "stop", null));
        });
        return this;
    }

    void release() {
        released.countDown();
    }

    private void listen(Socket peer) {
        try {
            if (peer.getInputStream().read() < 0) {
                hungUp.countDown();
            }
        } catch (IOException e) {
            hungUp.countDown();
        }
    }

    /** Waits until whoever asked hangs up. */
    void awaitHangUp() {
        Await.until(() -> hungUp.await(1, TimeUnit.MILLISECONDS));
    }

    private static String head(int status, String type) {
        return "HTTP/1.1 " + status + " x\r\nContent-Type: " + type + "\r\nConnection: close\r\n\r\n";
    }

    private static void write(Socket peer, String text) throws IOException {
        peer.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        release();
        receiver.close();
    }
}
