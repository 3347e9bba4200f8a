package leadhub.attack;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** 2,000 connections at a time that are slow in every way there is. */
final class SlowCrowd implements Attack {
    private static final int CONNECTIONS = 2000;
    /** A second. */
    private static final int MOST_ANEW = 200;

    private static final int SECONDS = 15;
    private static final int LIMIT_MILLIS = 100;

    private final String name;
    private final String what;
    private final List<String> beginnings;

    private SlowCrowd(String name, String what, List<String> beginnings) {
        this.name = name;
        this.what = what;
        this.beginnings = beginnings;
    }

    static List<Attack> all() {
        var form = "Host: x\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        var heads = List.of("", "G", "GET /sign-in HTTP/1.1\r\nHost: x\r\nX-Long: ");
        var bodies = List.of(
                "POST /sign-in HTTP/1.1\r\n" + form + "Content-Length: 16000\r\n\r\nemail=",
                "POST /sign-in HTTP/1.1\r\n" + form + "Content-Length: 16000\r\n\r\n");
        var chunked = List.of("POST /sign-in HTTP/1.1\r\n" + form + "Transfer-Encoding: chunked\r\n\r\n3e80\r\nemail=");
        var unread = List.of(
                "POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{",
                "POST /sign-in HTTP/1.1\r\n" + form + "Content-Length: 1048576\r\n\r\na");
        var all = List.of(heads, bodies, chunked, unread).stream()
                .flatMap(List::stream)
                .toList();
        return List.of(
                new SlowCrowd("slow-heads", "half a head", heads),
                new SlowCrowd("slow-bodies", "half a form, declared", bodies),
                new SlowCrowd("slow-chunks", "half a form, chunked", chunked),
                new SlowCrowd("slow-refused", "bodies that are refused by their head and never end", unread),
                new SlowCrowd("slow-everything", "all of these at once", all));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String promise() {
        return "2,000 connections from as many addresses, 200 a second opened anew when they are closed, with " + what
                + " and a byte a second: others are answered, in 100 ms (p99)";
    }

    @Override
    public Outcome run(Target target) throws Exception {
        var opened = 0;
        try (var others = target.others().begin();
                var slow = new SlowConnections(target)) {
            for (var second = 0; second < SECONDS && target.isAlive(); second++) {
                var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
                var most = second == 0 ? CONNECTIONS : MOST_ANEW;
                for (var missing = Math.min(most, CONNECTIONS - slow.open()); missing > 0; missing--) {
                    slow.open(beginnings.get(opened++ % beginnings.size()));
                }
                LockSupport.parkNanos(Math.max(1, end - System.nanoTime()));
                slow.drip("x");
            }
            if (!target.isAlive()) {
                return new Outcome(false, "the server died");
            }
            others.end();
            return new Outcome(
                    others.failures() == 0 && others.p99() < LIMIT_MILLIS,
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
