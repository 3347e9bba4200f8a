package leadhub.base.postgres;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import leadhub.base.settings.SetupProblem;

/** PostgreSQL's own folder within the data folder: how it is made, and how it is configured. */
final class Cluster {
    private static final Pattern PORT = Pattern.compile("(?m)^port = (\\d+)$");
    private static final long MEGABYTE = 1 << 20;

    private final DataFolder data;
    private final RunAs runAs;

    Cluster(DataFolder data, RunAs runAs) {
        this.data = data;
        this.runAs = runAs;
    }

    /** Makes the folder unless it is there; what a killed start left half done is made anew. */
    void make() {
        if (Files.exists(data.cluster())) {
            return;
        }
        var password = data.password();
        var half = data.root().resolve("postgresql.making");
        try {
            DataFolder.delete(half);
            Files.createDirectory(half, Privacy.folder());
            var passwordFile = Privacy.write(half.resolveSibling("postgresql.making.password"), password + "\n");
            runAs.own(half);
            runAs.own(passwordFile);
            try {
                initialize(half, passwordFile);
            } finally {
                Files.delete(passwordFile);
            }
            Files.writeString(half.resolve("postgresql.conf"), """
                    # LeadHub writes leadhub.conf anew at each start. Settings of your own go below that line and win.
                    include 'leadhub.conf'
                    """);
            Files.move(half, data.cluster(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SetupProblem(
                    "PostgreSQL's folder can't be made in " + data.root() + " (" + e.getMessage()
                            + "): free some space or name another folder with --data.",
                    e);
        }
    }

    /** The port of the last start, or 0. */
    int lastPort() {
        try {
            var port = PORT.matcher(Files.readString(configuration()));
            return port.find() ? Integer.parseInt(port.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    void configure(int port) {
        var memory = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getTotalMemorySize()
                / MEGABYTE;
        try {
            // Error lines say what, not whose data: statements and details hold people's leads.
            Files.writeString(
                    configuration(), """
                    listen_addresses = '127.0.0.1'
                    port = %d
                    unix_socket_directories = ''
                    cluster_name = 'leadhub'
                    max_connections = 60
                    timezone = 'UTC'
                    log_timezone = 'UTC'
                    datestyle = 'iso, ymd'
                    lc_messages = 'C'

                    shared_buffers = '%d MB'
                    effective_cache_size = '%d MB'
                    work_mem = '16 MB'
                    maintenance_work_mem = '128 MB'
                    random_page_cost = 1.1
                    jit = off
                    min_wal_size = '128 MB'
                    max_wal_size = '2 GB'
                    checkpoint_timeout = '15 min'

                    log_line_prefix = '%%m [%%p] '
                    log_checkpoints = off
                    log_error_verbosity = terse
                    log_min_error_statement = panic
                    """.formatted(port, Math.clamp(memory / 8, 64, 2048), Math.max(memory / 2, 256)));
            runAs.own(configuration());
        } catch (IOException e) {
            throw new SetupProblem(
                    configuration() + " can't be written (" + e.getMessage()
                            + "): free some space, or run LeadHub as the owner of the folder.",
                    e);
        }
    }

    private void initialize(Path folder, Path passwordFile) throws IOException {
        var arguments = List.of(
                "-D",
                folder.toString(),
                "-U",
                "postgres",
                "-A",
                "scram-sha-256",
                "--pwfile",
                passwordFile.toString(),
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--data-checksums",
                "--no-instructions");
        var builder = new ProcessBuilder(runAs.command(data.binaries().resolve("bin/initdb"), arguments))
                .redirectErrorStream(true);
        Postmaster.cleanEnvironment(builder);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes());
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(output.strip().replaceAll("\\s*\\n\\s*", "; "));
        }
    }

    private Path configuration() {
        return data.cluster().resolve("leadhub.conf");
    }
}
