package leadhub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What processes have used, from /proc. */
public final class Processes {
    /** USER_HZ, which Linux shows to programs as 100 on every platform that we support. */
    private static final double TICKS_A_SECOND = 100;

    private Processes() {}

    /** CPU seconds of the server and of all of PostgreSQL. */
    record Cpu(double server, double postgres) {
        Cpu minus(Cpu earlier) {
            return new Cpu(server - earlier.server, postgres - earlier.postgres);
        }

        Cpu plus(Cpu other) {
            return new Cpu(server + other.server, postgres + other.postgres);
        }

        Cpu times(double factor) {
            return new Cpu(server * factor, postgres * factor);
        }
    }

    static Cpu cpu(long server, long postmaster) {
        // Parallel workers come and go: what ended is in the postmaster's account of its children.
        var postgres = ticks(postmaster, true);
        for (var child : children(postmaster)) {
            postgres += ticks(child, false);
        }
        return new Cpu(ticks(server, false) / TICKS_A_SECOND, postgres / TICKS_A_SECOND);
    }

    /** A value of /proc/PID/status in MiB, such as VmRSS and VmHWM. */
    public static double mebibytes(long pid, String name) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1024.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Long> children(long parent) {
        try (var entries = Files.list(Path.of("/proc"))) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .map(Long::parseLong)
                    .filter(pid -> {
                        var stat = stat(pid);
                        return stat.length > 1 && Long.parseLong(stat[1]) == parent;
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double ticks(long pid, boolean withEndedChildren) {
        var stat = stat(pid);
        if (stat.length < 15) {
            return 0;
        }
        var own = Long.parseLong(stat[11]) + Long.parseLong(stat[12]);
        return withEndedChildren ? own + Long.parseLong(stat[13]) + Long.parseLong(stat[14]) : own;
    }

    /** The fields after the name, from the state on; empty if the process has ended. */
    private static String[] stat(long pid) {
        try {
            var line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ");
        } catch (IOException e) {
            return new String[0];
        }
    }

    /** Stops a child in order, as an operator would. */
    static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
