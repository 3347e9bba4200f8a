package leadhub.base.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import leadhub.base.database.DatabaseLogin;
import leadhub.base.settings.SetupProblem;
import leadhub.testing.PreparedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartPostgresTest {
    @TempDir
    Path folder;

    @Test
    void theFirstStartMakesADurableDatabase() throws Exception {
        var data = folder.resolve("new/data");
        try (var postgres = EmbeddedPostgres.start(data)) {
            var owner = postgres.owner();

            assertThat(ask(owner, "show server_version")).isEqualTo("18.6");
            assertThat(ask(owner, "show fsync")).isEqualTo("on");
            assertThat(ask(owner, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(owner, "show data_checksums")).isEqualTo("on");
            assertThat(ask(owner, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(owner, "select datlocale from pg_database where datname = current_database()"))
                    .isEqualTo("C.UTF-8");
            assertThat(ask(owner, "select rolsuper from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres.password"))))
                    .isEqualTo("rw-------");
        }
        assertThat(data.resolve("postgresql/postmaster.pid")).doesNotExist();
    }

    @Test
    void aWrongPasswordIsRefused() {
        PreparedFolder.fill(folder);
        try (var postgres = EmbeddedPostgres.start(folder)) {
            var login = new DatabaseLogin(postgres.owner().jdbcUrl(), "postgres", "guess", null);

            assertThatThrownBy(login::connect)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void theNextStartKeepsRowsAndPort() throws Exception {
        PreparedFolder.fill(folder);
        int port;
        try (var first = EmbeddedPostgres.start(folder)) {
            port = first.port();
            tell(first.owner(), "create table kept as select 7 as number");
        }
        try (var second = EmbeddedPostgres.start(folder)) {
            assertThat(second.port()).isEqualTo(port);
            assertThat(ask(second.owner(), "select number from kept")).isEqualTo("7");
        }
    }

    @Test
    void aTakenPortIsLeftToWhoeverHasIt() throws Exception {
        PreparedFolder.fill(folder);
        int port;
        try (var first = EmbeddedPostgres.start(folder)) {
            port = first.port();
        }
        try (var taken = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
                var second = EmbeddedPostgres.start(folder)) {
            assertThat(second.port()).isNotEqualTo(taken.getLocalPort());
            assertThat(ask(second.owner(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void whatAKilledFirstStartLeftHalfDoneIsNotUsed() throws Exception {
        Files.createDirectories(folder.resolve("postgres-" + DataFolder.VERSION + ".unpacking/bin/postgres"));
        Files.createDirectories(folder.resolve("postgresql.making/base"));
        Files.writeString(folder.resolve("postgresql.making.password"), "x");

        try (var postgres = EmbeddedPostgres.start(folder)) {
            assertThat(ask(postgres.owner(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aPidFileThatNamesAnotherProgramIsIgnored() throws Exception {
        PreparedFolder.fill(folder);
        EmbeddedPostgres.start(folder).close();
        Files.writeString(folder.resolve("postgresql/postmaster.pid"), """
                %d
                %s/postgresql
                1700000000
                5432

                127.0.0.1
                  1234567         0
                ready
                """.formatted(
                        ProcessHandle.current().pid(), folder));

        try (var postgres = EmbeddedPostgres.start(folder)) {
            assertThat(ask(postgres.owner(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void dataOfAnotherMajorVersionIsLeftAlone() throws Exception {
        Files.createDirectories(folder.resolve("postgresql"));
        Files.writeString(folder.resolve("postgresql/PG_VERSION"), "17\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                .isInstanceOf(SetupProblem.class)
                .hasMessageContaining("made by PostgreSQL 17")
                .hasMessageContaining("--data");
    }

    @Test
    void aSettingThatPostgresRefusesIsShown() throws Exception {
        PreparedFolder.fill(folder);
        EmbeddedPostgres.start(folder).close();
        Files.writeString(folder.resolve("postgresql/postgresql.conf"), "include 'leadhub.conf'\nwork_mem = 'lots'\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                .isInstanceOf(SetupProblem.class)
                .hasMessageContaining("work_mem")
                .hasMessageContaining("postgres.log");
    }

    static void tell(DatabaseLogin login, String command) throws SQLException {
        try (var connection = login.connect();
                var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    static String ask(DatabaseLogin login, String query) throws SQLException {
        try (var connection = login.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
