package leadhub.attack;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import leadhub.testing.ApiClient;

/** 2,000 connections at a time that attach files to a form and never come to an end, each in a way of its own. */
final class UploadCrowd implements Attack {
    private static final int CONNECTIONS = 2000;
    /** A second. */
    private static final int MOST_ANEW = 200;

    private static final int SECONDS = 15;
    private static final int LIMIT_MILLIS = 100;
    private static final double MOST_MEBIBYTES = 420;

    private final String name;
    private final String what;
    private final List<Beginning> beginnings;

    /** How one begins. @param drop what it sends each second from then on */
    private record Beginning(String head, String body, String drop) {}

    private UploadCrowd(String name, String what, List<Beginning> beginnings) {
        this.name = name;
        this.what = what;
        this.beginnings = beginnings;
    }

    static List<Attack> all() {
        var part = "--x\r\nContent-Disposition: form-data; name=\"cv\"; filename=\"a.txt\"\r\n\r\n";
        var declared = "Content-Length: 10000000\r\n\r\n";
        var chunked = "Transfer-Encoding: chunked\r\n\r\n";
        var slow = List.of(new Beginning(declared, part, "x"), new Beginning(declared, part + "y".repeat(4_000), "x"));
        var heads = List.of(
                new Beginning(declared, "--x\r\nContent-Disposition: form-data; name=\"" + "n".repeat(3_000), "n"),
                new Beginning(declared, "--x\r\n" + "X-Long: y\r\n".repeat(300), "X-Long: y\r\n"));
        var parts = List.of(
                new Beginning(declared, (part + "\r\n").repeat(40), part + "\r\n"),
                new Beginning(chunked, chunk((part + "\r\n").repeat(40)), chunk(part + "\r\n")));
        var large = List.of(
                new Beginning("Content-Length: 10000000000\r\n\r\n", part, "x"),
                new Beginning(chunked, chunk(part + "z".repeat(60_000)), chunk("z".repeat(60_000))));
        var all = List.of(slow, heads, parts, large).stream()
                .flatMap(List::stream)
                .toList();
        return List.of(
                new UploadCrowd("uploads-slow", "half a file", slow),
                new UploadCrowd("uploads-heads", "heads of parts that never end", heads),
                new UploadCrowd("uploads-parts", "parts without end", parts),
                new UploadCrowd("uploads-large", "files over the limit", large),
                new UploadCrowd("uploads-everything", "all of these at once", all));
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String promise() {
        return "2,000 connections from as many addresses attach to a form, 200 a second opened anew, with " + what
                + ": others are answered, in 100 ms (p99), within 420 MiB";
    }

    @Override
    public Outcome run(Target target) throws Exception {
        var form = ApiClient.leadHub(target.origin(), target.keyOfNewWorkspace("jobs"))
                .post("/api/v1/forms", """
                        {"name": "Jobs", "fields": [{"key": "email", "type": "email"}, {"key": "cv", "type": "file"}]}
                        """)
                .text("data.public_id");
        var opened = 0;
        try (var others = target.others().begin();
                var slow = new SlowConnections(target)) {
            for (var second = 0; second < SECONDS && target.isAlive(); second++) {
                var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
                var most = second == 0 ? CONNECTIONS : MOST_ANEW;
                for (var missing = Math.min(most, CONNECTIONS - slow.open()); missing > 0; missing--) {
                    var one = beginnings.get(opened++ % beginnings.size());
                    slow.open("POST /f/" + form + " HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n"
                            + "Content-Type: multipart/form-data; boundary=x\r\n" + one.head() + one.body());
                }
                LockSupport.parkNanos(Math.max(1, end - System.nanoTime()));
                slow.drip(beginnings.get(second % beginnings.size()).drop());
            }
            if (!target.isAlive()) {
                return new Outcome(false, "the server died");
            }
            others.end();
            return new Outcome(
                    others.failures() == 0 && others.p99() < LIMIT_MILLIS && target.peakMebibytes() < MOST_MEBIBYTES,
                    String.format(
                            Locale.ROOT,
                            "%,d connections opened, %,d open at the end; %s; %.0f MiB",
                            opened,
                            slow.open(),
                            others.figures(),
                            target.peakMebibytes()));
        }
    }
}
