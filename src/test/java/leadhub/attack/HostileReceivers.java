package leadhub.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import leadhub.testing.ApiClient;
import leadhub.testing.Receiver;

/** Webhooks lead to receivers that do whatever a receiver can do to whoever calls it. */
final class HostileReceivers implements Attack {
    private static final int LEADS = 100;
    private static final int PAUSE_MILLIS = 100;
    private static final int LIMIT_MILLIS = 1_000;
    private static final int MOST_MEBIBYTES = 600;
    private static final byte[] MEBIBYTE = new byte[1 << 20];

    @Override
    public String name() {
        return "hostile-receivers";
    }

    @Override
    public String promise() {
        return "receivers that never answer, drip, send 1 GB, a gzip bomb, garbage or 10,000 headers, reset or redirect: each has its named failure, "
                + "no redirect is followed, and another workspace's webhook hears of each lead within a second (p99)";
    }

    @Override
    public List<String> settings() {
        return List.of("--allowed-networks", "127.0.0.0/8");
    }

    @Override
    public Outcome run(Target target) throws Exception {
        var hostile = ApiClient.leadHub(target.origin(), target.keyOfNewWorkspace("hostile"));
        var decent = ApiClient.leadHub(target.origin(), target.keyOfNewWorkspace("decent"));
        try (var good = Receiver.willing();
                var redirectedTo = Receiver.willing()) {
            var hooks = new LinkedHashMap<String, Long>();
            var receivers = new ArrayList<Receiver>();
            for (var behaviour : behaviours(redirectedTo.url()).entrySet()) {
                var receiver = Receiver.doing(behaviour.getValue());
                receivers.add(receiver);
                hooks.put(behaviour.getKey(), subscribe(hostile, receiver));
            }
            subscribe(decent, good);
            var waits = sell(hostile, decent, good);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(16));
            var failures = failures(hostile, hooks);
            receivers.forEach(Receiver::close);
            var p99 = waits[LEADS * 99 / 100];
            var isNamed = failures.entrySet().stream()
                    .allMatch(failure -> failure.getKey().startsWith(failure.getValue()));
            return new Outcome(
                    p99 < LIMIT_MILLIS
                            && isNamed
                            && redirectedTo.heard().isEmpty()
                            && target.peakMebibytes() < MOST_MEBIBYTES,
                    String.format(
                            Locale.ROOT,
                            "p50 %.0f ms, p99 %.0f ms; %s; %d redirects followed; %.0f MiB",
                            waits[LEADS / 2],
                            p99,
                            failures,
                            redirectedTo.heard().size(),
                            target.peakMebibytes()));
        }
    }

    /** By the failure that each is to have, and what it does. */
    private static Map<String, Receiver.Behaviour> behaviours(String elsewhere) {
        var head = "HTTP/1.1 200 OK\r\n";
        var all = new LinkedHashMap<String, Receiver.Behaviour>();
        all.put("deadline: never answers", (request, peer) -> Thread.sleep(60_000));
        all.put("deadline: drips", (request, peer) -> {
            write(peer, head + "Content-Length: 1000\r\n\r\n");
            for (var i = 0; i < 1_000; i++) {
                write(peer, "x");
                Thread.sleep(1_000);
            }
        });
        all.put("too_large: 1 GB", (request, peer) -> {
            write(peer, head + "Content-Length: 1073741824\r\n\r\n");
            for (var i = 0; i < 1_024; i++) {
                peer.getOutputStream().write(MEBIBYTE);
            }
        });
        var bomb = bomb();
        all.put("too_large: gzip bomb", (request, peer) -> {
            write(peer, head + "Content-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
            peer.getOutputStream().write(bomb);
        });
        all.put("broken: garbage", (request, peer) -> write(peer, "\u0000\u0001 this is no HTTP\r\n\r\n"));
        all.put("broken: 10,000 headers", (request, peer) -> write(peer, head + "X: y\r\n".repeat(10_000) + "\r\n"));
        all.put("broken: resets", (request, peer) -> {
            peer.setSoLinger(true, 0);
            peer.close();
        });
        all.put("redirect", Receiver.status(302, "Location: " + elsewhere));
        return all;
    }

    private static void write(Socket peer, String text) throws IOException {
        peer.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A gigabyte of nothing. */
    private static byte[] bomb() {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream packed = new GZIPOutputStream(bytes)) {
            for (var i = 0; i < 1_024; i++) {
                packed.write(MEBIBYTE);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static long subscribe(ApiClient api, Receiver receiver) {
        return api.post("/api/v1/webhooks", "{\"target_url\": \"%s\", \"events\": [\"*\"]}".formatted(receiver.url()))
                .number("data.id");
    }

    /** How long the good receiver waits for each lead of its workspace, in milliseconds. */
    private static double[] sell(ApiClient hostile, ApiClient decent, Receiver good) {
        var waits = new double[LEADS];
        for (var i = 0; i < LEADS; i++) {
            hostile.post("/api/v1/leads", "{\"first_name\": \"Ann\"}");
            var begun = System.nanoTime();
            decent.post("/api/v1/leads", "{\"first_name\": \"Ann\"}");
            while (good.heard().size() <= i && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(30)) {
                LockSupport.parkNanos(200_000);
            }
            waits[i] = (System.nanoTime() - begun) / 1e6;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
        Arrays.sort(waits);
        return waits;
    }

    /** By what each receiver does, what its first attempt is said to have failed of. */
    private static Map<String, String> failures(ApiClient api, Map<String, Long> hooks) {
        var failures = new TreeMap<String, String>();
        hooks.forEach((what, id) -> {
            var path = "/api/v1/webhooks/" + id + "/deliveries";
            var pages = api.get(path + "?per_page=1").number("meta.total");
            var first = api.get(path + "?per_page=1&page=" + pages).text("data.0.id");
            failures.put(what, api.get(path + "/" + first).text("data.attempts.0.error"));
        });
        return failures;
    }
}
