package leadhub.base.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import leadhub.base.database.DatabaseLogin;
import leadhub.testing.Await;
import leadhub.testing.Ports;

/**
 * A PostgreSQL and its synchronous standby, on loopback: Debian's where it is installed, else the one that comes along.
 * Both begin as copies of one empty cluster.
 */
public final class StandbyPair implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final DataFolder data;
    private final RunAs runAs;
    private final Path programs;
    private final int firstPort = Ports.free();
    private final int secondPort = Ports.free();
    private final List<Process> started = new ArrayList<>();

    private StandbyPair(Path folder) throws IOException {
        this.data = DataFolder.at(folder);
        Binaries.unpack(data);
        this.runAs = RunAs.find(data);
        this.programs = programs();
    }

    /** Starts both, with a database and an owner for LeadHub, in a new folder. */
    public static StandbyPair start(Path folder) throws Exception {
        var pair = new StandbyPair(folder);
        try {
            pair.make();
            return pair;
        } catch (Exception e) {
            pair.close();
            throw e;
        }
    }

    /** For {@code --database-url}: the first host is the primary at the start. */
    public String url() {
        return "postgresql://leadhub:secret@127.0.0.1:%d,127.0.0.1:%d/leadhub".formatted(firstPort, secondPort);
    }

    /** The port of the primary at the start. */
    public int firstPort() {
        return firstPort;
    }

    public int secondPort() {
        return secondPort;
    }

    /** As when its machine loses power. */
    public void killFirst() {
        started.getFirst().destroyForcibly().onExit().join();
    }

    /** It accepts connections, and says nothing any more. */
    public void silenceFirst() throws IOException {
        signal("STOP", started.getFirst());
    }

    /** The standby becomes the primary. */
    public void promote() throws SQLException {
        ask(secondPort, "select pg_promote()");
    }

    private void make() throws Exception {
        var first = data.root().resolve("first");
        var second = data.root().resolve("second");
        Files.createDirectory(
                first, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        runAs.own(first);
        run("initdb", "-D", first.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N", "--no-locale");
        copy(first, second);
        started.add(startServer(first, firstPort, ""));
        await(() -> ask(firstPort, "create role leadhub login createrole password 'secret'"));
        ask(firstPort, "create database leadhub owner leadhub");
        Files.createFile(second.resolve("standby.signal"));
        runAs.own(second.resolve("standby.signal"));
        started.add(startServer(
                second,
                secondPort,
                "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres application_name=standby'\n"
                        .formatted(firstPort)));
        await(() -> ask(firstPort, "select 1 / count(*) from pg_stat_replication where state = 'streaming'"));
        ask(firstPort, "alter system set synchronous_standby_names = 'standby'");
        ask(firstPort, "select pg_reload_conf()");
        await(() -> ask(firstPort, "select 1 / count(*) from pg_stat_replication where sync_state = 'sync'"));
    }

    private Process startServer(Path cluster, int port, String more) throws IOException {
        Files.writeString(cluster.resolve("postgresql.conf"), """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                fsync = off
                wal_keep_size = '256 MB'
                """.formatted(port) + more);
        var builder =
                new ProcessBuilder(runAs.command(programs.resolve("postgres"), List.of("-D", cluster.toString())));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return builder.redirectErrorStream(true)
                .redirectOutput(
                        data.root().resolve(cluster.getFileName() + ".log").toFile())
                .start();
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        var log = data.root().resolve(program + ".log").toFile();
        var process = new ProcessBuilder(runAs.command(programs.resolve(program), List.of(arguments)))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(program + " failed: " + Files.readString(log.toPath()));
        }
    }

    private Path programs() throws IOException {
        var debian = Path.of("/usr/lib/postgresql");
        var bundled = data.binaries().resolve("bin");
        if (!Files.isDirectory(debian)) {
            return bundled;
        }
        try (Stream<Path> versions = Files.list(debian)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin ->
                            Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("postgres")))
                    .max(Comparator.naturalOrder())
                    .orElse(bundled);
        }
    }

    private void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                runAs.own(copy);
            }
        }
    }

    private static void ask(int port, String statement) throws SQLException {
        var login = new DatabaseLogin("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", null, null);
        try (var connection = login.connect();
                var asked = connection.createStatement()) {
            asked.execute(statement);
        }
    }

    private interface Asking {
        void ask() throws SQLException;
    }

    private void await(Asking asking) throws IOException {
        var last = new AtomicReference<SQLException>();
        try {
            Await.until(() -> {
                try {
                    asking.ask();
                    return true;
                } catch (SQLException e) {
                    last.set(e);
                    return false;
                }
            });
        } catch (AssertionError e) {
            throw new IOException(
                    "PostgreSQL doesn't get so far: "
                            + Files.readString(data.root().resolve("first.log"))
                            + Files.readString(data.root().resolve("second.log")),
                    last.get());
        }
    }

    private static void signal(String name, Process process) throws IOException {
        // The parent first, so that it starts no more children meanwhile.
        var all = Stream.concat(Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid))
                .map(String::valueOf);
        new ProcessBuilder(Stream.concat(Stream.of("kill", "-" + name), all).toList())
                .start()
                .onExit()
                .join();
    }

    @Override
    public void close() throws Exception {
        for (var process : started) {
            signal("KILL", process);
            process.destroyForcibly().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
