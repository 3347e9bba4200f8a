package leadhub.attack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import leadhub.bench.Processes;
import leadhub.cli.LeadHubProcess;

/** The server that is attacked: the real program in a process of its own, with the memory that it has by default. */
final class Target implements AutoCloseable {
    private static final Path FOLDER = Path.of("target/attack-data").toAbsolutePath();
    /** What {@code bin/leadhub} gives Java; {@code bin/attack} passes it on. */
    private static final String JAVA_OPTIONS = System.getProperty(
            "leadhub.attack.java-options", "-Xms96m -Xmx256m -Xmn48m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError");

    private static final AtomicInteger STARTED = new AtomicInteger();

    private final LeadHubProcess process;
    private final Path data;
    private final URI origin;
    private final String key;

    private Target(LeadHubProcess process, Path data, URI origin, String key) {
        this.key = key;
        this.process = process;
        this.data = data;
        this.origin = origin;
    }

    /** Starts one on a new folder, and waits until it is warm. */
    static Target start(List<String> javaOptions, List<String> settings) throws Exception {
        var data = FOLDER.resolve(Integer.toString(STARTED.incrementAndGet()));
        delete(data);
        Files.createDirectories(data.getParent());
        var options = new ArrayList<>(List.of(JAVA_OPTIONS.split(" ")));
        // Tests compile in one step; people don't.
        options.add("-XX:TieredStopAtLevel=4");
        options.addAll(javaOptions);
        var process = LeadHubProcess.serveWith(options, data, settings.toArray(String[]::new));
        var origin = URI.create(process.origin());
        var target = new Target(process, data, origin, key(data));
        try (var others = target.others()) {
            others.warmUp();
        }
        return target;
    }

    private static String key(Path data) throws Exception {
        var command = LeadHubProcess.start(("key create --workspace default --dialect leadhub --scopes read:leads,"
                        + "write:leads --name Others --rate-limit 1000000 --data " + data)
                .split(" "));
        command.awaitEnd();
        return command.output()
                .lines()
                .filter(line -> line.startsWith("lh_"))
                .findFirst()
                .orElseThrow(() -> new IOException(command.errors()));
    }

    /** Such as {@code http://127.0.0.1:8080}. */
    String origin() {
        return origin.toString();
    }

    int port() {
        return origin.getPort();
    }

    /** A key of the LeadHub dialect for leads, without a limit that one would notice. */
    String leadHubKey() {
        return key;
    }

    String lymbeKey() {
        return process.printed("Lymbe key");
    }

    /** A key, without a limit to speak of, of a workspace that nobody else uses. */
    String keyOfNewWorkspace(String slug) throws Exception {
        LeadHubProcess.command("workspace", "create", "--slug", slug, "--name", slug, "--data", data.toString());
        return LeadHubProcess.command(
                        "key",
                        "create",
                        "--workspace",
                        slug,
                        "--scopes",
                        "all",
                        "--rate-limit",
                        "1000000",
                        "--data",
                        data.toString())
                .strip();
    }

    /** The administrator's. */
    String email() {
        return process.printed("Email");
    }

    String password() {
        return process.printed("Password");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it said on stderr. */
    String errors() {
        return process.errors();
    }

    /** The most memory that it ever had, in MiB. */
    double peakMebibytes() {
        return Processes.mebibytes(process.pid(), "VmHWM");
    }

    /** Everybody else, who wants to be served meanwhile. */
    Others others() {
        return new Others(this);
    }

    @Override
    public void close() throws Exception {
        process.close();
        delete(data);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
