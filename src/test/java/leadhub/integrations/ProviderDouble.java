package leadhub.integrations;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import leadhub.testing.Receiver;

/** A provider's API on this machine: what it answers is set by the part of a path. Whatever isn't set is not found. */
public final class ProviderDouble implements AutoCloseable {
    private final Map<String, LinkedBlockingDeque<String>> answers = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();
    private final Map<String, Integer> mostWaiting = new ConcurrentHashMap<>();
    private final Map<String, Runnable> meanwhile = new ConcurrentHashMap<>();
    private final Receiver receiver = Receiver.doing(this::answer);

    /** Under which it is reached. */
    public String url() {
        return receiver.url().replace("/hook", "");
    }

    /** Answers JSON wherever a path, decoded, contains that; of several set for one, each once, and the last for ever. */
    public ProviderDouble on(String part, int status, String... bodies) {
        var all = new LinkedBlockingDeque<String>();
        for (var body : bodies) {
            all.add("HTTP/1.1 %d x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(status, body.getBytes(StandardCharsets.UTF_8).length, body));
        }
        answers.put(part, all);
        return this;
    }

    /** Hands over a file of values that commas part. */
    public ProviderDouble file(String part, String text) {
        return saying(
                part,
                "HTTP/1.1 200 x\r\nContent-Type: text/csv\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(text.getBytes(StandardCharsets.UTF_8).length, text));
    }

    /** All that it was asked. */
    public List<Receiver.Request> heard() {
        return receiver.heard();
    }

    /** Answers that, byte for byte. */
    public ProviderDouble saying(String part, String answer) {
        answers.put(part, new LinkedBlockingDeque<>(List.of(answer)));
        return this;
    }

    /** Something that happens once, before it answers there next. */
    public ProviderDouble meanwhile(String part, Runnable happens) {
        meanwhile.put(part, happens);
        return this;
    }

    /** Says nothing until whoever asked hangs up. */
    public ProviderDouble silent(String part) {
        silent.add(part);
        return this;
    }

    /** Answers there again. */
    public ProviderDouble speaks(String part) {
        silent.remove(part);
        return this;
    }

    /** How often a path that contains that was asked for. */
    public long asked(String part) {
        return receiver.heard().stream()
                .filter(request -> decoded(request).contains(part))
                .count();
    }

    public Receiver.Request last(String part) {
        return receiver.heard().stream()
                .filter(request -> decoded(request).contains(part))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    private static String decoded(Receiver.Request request) {
        return URLDecoder.decode(request.line(), StandardCharsets.UTF_8);
    }

    /** How many waited for an answer there at the same time, at most. */
    public int mostAtOnce(String part) {
        return mostWaiting.getOrDefault(part, 0);
    }

    private void keepWaiting(String part, Socket peer) throws IOException {
        mostWaiting.merge(part, waiting.merge(part, 1, Integer::sum), Math::max);
        try {
            peer.getInputStream().transferTo(OutputStream.nullOutputStream());
        } finally {
            waiting.merge(part, -1, Integer::sum);
        }
    }

    /** The longest part that is set counts. */
    private void answer(Receiver.Request request, Socket peer) throws IOException {
        var line = decoded(request);
        var mute = silent.stream().filter(line::contains).findFirst().orElse(null);
        if (mute != null) {
            keepWaiting(mute, peer);
            return;
        }
        var part = answers.keySet().stream()
                .filter(line::contains)
                .max(Comparator.comparing(String::length))
                .orElse("");
        var happens = meanwhile.remove(part);
        if (happens != null) {
            happens.run();
        }
        var set = answers.get(part);
        var says =
                set == null ? "HTTP/1.1 404 x\r\nContent-Length: 0\r\n\r\n" : set.size() > 1 ? set.poll() : set.peek();
        peer.getOutputStream().write(String.valueOf(says).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        receiver.close();
    }
}
