package leadhub.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Says each message at its time, whether or not the answers keep up: waiting counts. */
final class ChatSenders {
    /** Until what was said is seen. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private final ChatServers servers;
    private final List<ChatServers.Talk> talks;
    private final ChatTimes times;

    ChatSenders(ChatServers servers, List<ChatServers.Talk> talks, ChatTimes times) {
        this.servers = servers;
        this.talks = talks;
        this.times = times;
    }

    /** Returns once all was said. */
    void run() throws ExecutionException, InterruptedException {
        times.begin();
        var all = new ArrayList<Future<?>>();
        try (var senders = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
            for (var i = 0; i < ChatPlan.SENDERS; i++) {
                var sender = i;
                all.add(senders.submit(() -> {
                    sendAll(sender);
                    return "";
                }));
            }
        }
        for (var one : all) {
            one.get();
        }
    }

    private void sendAll(int first) throws IOException {
        try (var there = servers.visitors().connect();
                var here = servers.team().connect()) {
            for (var message = first; message < times.plan().messages(); message += ChatPlan.SENDERS) {
                times.await(message);
                send(there, here, message);
            }
        }
    }

    private void send(HttpConnection there, HttpConnection here, int message) throws IOException {
        var talk = talks.get(times.plan().conversation(message));
        var body = "{\"client_id\": \"" + message + "\", \"content\": \"bench " + message + "\"}";
        var path = "/api/v1/conversations/" + talk.id() + "/messages";
        if (!times.plan().isVisitors(message)) {
            require(here, here.send(servers.site().leadHub("POST", path, body)), message);
        } else if (require(there, there.send(talk.post("/messages", body)), message)) {
            look(here, path + "?per_page=100", message);
        }
    }

    private boolean require(HttpConnection connection, int status, int message) {
        if (status != 201) {
            times.refused(message);
            Progress.say(message + " was refused: " + status + " " + connection.body());
        }
        return status == 201;
    }

    /** The team has no stream: it has what its server shows. */
    private void look(HttpConnection here, String path, int message) throws IOException {
        var end = System.nanoTime() + PATIENCE;
        while (!times.isHeard(message) && System.nanoTime() < end) {
            if (here.send(servers.site().leadHub("GET", path, "")) == 200
                    && here.body().contains("\"bench " + message + "\"")) {
                times.heard(message);
            }
        }
    }
}
