package leadhub.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import leadhub.testing.Await;
import leadhub.testing.OtherProcess;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import leadhub.testing.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** A server is killed while visitors send: what was answered is there once, and what wasn't is sent again. */
class KillChattingServersTest {
    private static final int VISITORS = 10;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();

    /** Serves, and tells a visitor of ours where. */
    public static final class Serving implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            var port = context.getEnvironment().getProperty("local.server.port");
            var visitor = Visitor.at(arguments.get(0)).knownBy(arguments.get(1));
            visitor.say(arguments.get(2), "where", "http://127.0.0.1:" + port);
            while (true) {
                LockSupport.park();
            }
        }
    }

    /** A conversation, and what its visitor was told is there. */
    private record Chat(String id, Visitor visitor, Set<String> answered) {}

    @Test
    void what_was_answered_is_there_once_after_the_server_was_killed() throws Exception {
        var bot = workspace
                .leadHub()
                .post("/api/v1/bots", "{\"name\": \"Website\"}")
                .text("data.id");
        var first = begin(bot);
        var process = server.inAnotherProcess(
                Serving.class, List.of(server.origin(), first.visitor().token(), first.id()));
        Await.until(() -> said(first).stream().anyMatch(text -> text.startsWith("http://127.0.0.1:")));
        var other = said(first).stream()
                .filter(text -> text.startsWith("http://127.0.0.1:"))
                .findFirst()
                .orElseThrow();
        var chats = Together.times(VISITORS, i -> begin(bot));
        var sent = new AtomicInteger();
        Together.times(VISITORS + 1, i -> i == VISITORS ? kill(process, sent) : send(chats.get(i), other, sent));
        for (var chat : chats) {
            var all = said(chat);
            assertThat(all).containsAll(chat.answered()).doesNotHaveDuplicates();
            // What nobody answered is sent again, elsewhere.
            for (var i = 0; i < 15; i++) {
                assertThat(chat.visitor()
                                .say(chat.id(), "m" + i, "message " + i)
                                .status())
                        .isIn(200, 201);
            }
            assertThat(said(chat))
                    .filteredOn(text -> text.startsWith("message "))
                    .hasSize(15)
                    .doesNotHaveDuplicates();
        }
    }

    private Chat begin(String bot) {
        var begun = Visitor.at(server.origin()).post("/c/" + bot + "/conversations", "{}");
        return new Chat(
                begun.text("conversation.id"),
                Visitor.at(server.origin()).knownBy(begun.text("token")),
                ConcurrentHashMap.newKeySet());
    }

    private static boolean kill(Process process, AtomicInteger sent) {
        Await.until(() -> sent.get() >= 3 * VISITORS);
        process.destroyForcibly();
        return true;
    }

    private static boolean send(Chat chat, String other, AtomicInteger sent) {
        var there = chat.visitor().elsewhere(other);
        for (var i = 0; i < 15; i++) {
            try {
                if (there.say(chat.id(), "m" + i, "message " + i).status() == 201) {
                    chat.answered().add("message " + i);
                }
                sent.incrementAndGet();
            } catch (java.io.UncheckedIOException e) {
                // It was killed.
                return false;
            }
        }
        return true;
    }

    /** What the visitor said. */
    private static List<String> said(Chat chat) {
        var answer = chat.visitor().get("/c/conversations/" + chat.id() + "/messages");
        return StreamSupport.stream(answer.at("messages").spliterator(), false)
                .filter(message -> message.get("role").stringValue().equals("user"))
                .map(message -> message.get("content").stringValue())
                .collect(Collectors.toList());
    }
}
