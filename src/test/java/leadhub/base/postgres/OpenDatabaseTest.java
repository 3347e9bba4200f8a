package leadhub.base.postgres;

import static leadhub.base.postgres.StartPostgresTest.ask;
import static leadhub.base.postgres.StartPostgresTest.tell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import leadhub.base.database.DatabaseLogin;
import leadhub.base.settings.Settings;
import leadhub.base.settings.SetupProblem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded PostgreSQL plays the server that a URL names. */
class OpenDatabaseTest {
    private static final String ROW_RIGHTS =
            "select has_table_privilege('workspaces', 'select, insert, update, delete')";

    private static final String RIGHTS = """
            select string_agg(relname || coalesce(relacl::text, '') || coalesce(reloptions::text, ''), ' ' order by relname)
            from pg_class
            where relnamespace = 'public'::regnamespace""";

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.start(folder);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void theEmbeddedOneNeedsNothing() throws Exception {
        try (var database =
                Database.open(Settings.of(Map.of("--data", folder.toString()), Map.of()), Database.Mode.COMMAND)) {
            database.migrate();
            database.migrate();

            var application = database.application();
            assertThat(application.user()).isEqualTo("leadhub_app");
            assertThat(ask(application, "select current_user")).isEqualTo("leadhub_app");
            assertThat(ask(application, ROW_RIGHTS)).isEqualTo("t");
            assertThatThrownBy(() -> tell(application, "select * from flyway_schema_history"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> tell(application, "select * from leadhub_private.application_role"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> tell(application, "create table mine ()"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> tell(application, "create role mine")).hasMessageContaining("permission denied");
        }
    }

    @Nested
    class ByUrl {
        @Test
        void aRoleThatMayMakeRolesIsEnough() throws Exception {
            var url = database("crm", "createrole");
            try (var first = open(url);
                    var second = open(url)) {
                first.migrate();

                assertThat(first.application().user()).isEqualTo("leadhub_app_crm");
                assertThat(second.application()).isEqualTo(first.application());
                assertThat(ask(second.application(), ROW_RIGHTS)).isEqualTo("t");
            }
        }

        @Test
        void aSuperuserIsEnoughAndTheApplicationIsNone() throws Exception {
            try (var database = open(database("big", "superuser"))) {
                database.migrate();

                assertThat(ask(database.application(), "select rolsuper from pg_roles where rolname = current_user"))
                        .isEqualTo("f");
            }
        }

        @Test
        void severalProcessesMayComeFirstAtOnce() throws Exception {
            var url = database("busy", "createrole");
            var together = new CyclicBarrier(6);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var logins = IntStream.range(0, 6)
                        .mapToObj(number -> threads.submit(() -> {
                            together.await();
                            try (var database = open(url)) {
                                database.migrate();
                                return database.application();
                            }
                        }))
                        .toList();
                for (var login : logins) {
                    assertThat(login.get()).isEqualTo(logins.getFirst().get());
                    assertThat(ask(login.get(), ROW_RIGHTS)).isEqualTo("t");
                }
            }
        }

        @Test
        void withoutThatRightTheStatementToRunIsSaidAndWorks() throws Exception {
            var url = database("plain", "");
            var statements = "create role \"leadhub_app_plain\"; grant \"leadhub_app_plain\" to \"plain\";";
            assertThatThrownBy(() -> open(url))
                    .isInstanceOf(SetupProblem.class)
                    .hasMessageContaining("plain may not make it")
                    .hasMessageEndingWith(": " + statements);

            tell(postgres.superuser(), statements);
            try (var database = open(url)) {
                database.migrate();

                assertThat(ask(database.application(), "select current_user")).isEqualTo("leadhub_app_plain");
                assertThat(ask(database.application(), ROW_RIGHTS)).isEqualTo("t");
                assertThat(ask(database.owner(), "select current_user")).isEqualTo("plain");
            }
        }

        @Test
        void aRoleThatIsThereButNotGrantedIsSaidToo() throws Exception {
            var url = database("there", "");
            tell(postgres.superuser(), "create role leadhub_app_there");

            assertThatThrownBy(() -> open(url)).hasMessageEndingWith(": grant \"leadhub_app_there\" to \"there\";");
        }

        @Test
        void aRoleThatReadsPastRowSecurityIsRefused() throws Exception {
            var url = database("loose", "");
            tell(postgres.superuser(), "create role leadhub_app_loose bypassrls; grant leadhub_app_loose to loose");

            assertThatThrownBy(() -> open(url))
                    .isInstanceOf(SetupProblem.class)
                    .hasMessageEndingWith("alter role \"leadhub_app_loose\" nosuperuser nobypassrls;");
        }

        @Test
        void aDatabaseRestoredWithoutItsRoleGetsTheRoleAnew() throws Exception {
            var url = database("moved", "createrole");
            DatabaseLogin before;
            try (var database = open(url)) {
                before = database.application();
            }
            tell(postgres.superuser(), "drop role leadhub_app_moved");

            try (var database = open(url)) {
                database.migrate();
                assertThat(database.application()).isEqualTo(before);
                assertThat(ask(database.application(), ROW_RIGHTS)).isEqualTo("t");
            }
        }

        @Test
        void aDatabaseMadeAnewTakesTheOldRole() throws Exception {
            var url = database("anew", "createrole");
            open(url).close();
            tell(postgres.superuser(), "drop database anew");
            tell(postgres.superuser(), "create database anew owner anew");

            try (var database = open(url)) {
                assertThat(ask(database.application(), "select current_user")).isEqualTo("leadhub_app_anew");
            }
        }

        @Test
        void aRoleThatMayNotMakeTablesIsToldHow() throws Exception {
            var url = database("foreign", "createrole");
            tell(postgres.superuser(), "alter database \"foreign\" owner to postgres");
            tell(postgres.superuser(), "grant create on database \"foreign\" to \"foreign\"");

            try (var database = open(url)) {
                assertThatThrownBy(database::migrate)
                        .isInstanceOf(SetupProblem.class)
                        .hasMessageEndingWith("alter database \"foreign\" owner to \"foreign\";");
            }
        }

        @Test
        void aStartWithNothingToDoChangesNothing() throws Exception {
            try (var database = open(database("still", "superuser"))) {
                database.migrate();
                tell(database.owner(), """
                        create function refuse() returns event_trigger language plpgsql
                        as $$ begin raise exception 'changed by %', tg_tag; end $$;
                        create event trigger refuse on ddl_command_start execute function refuse()""");

                database.migrate();
            }
        }

        @Test
        void whatTheRoleShouldHaveIsGivenBackAndWhatItShouldNotIsTaken() throws Exception {
            try (var database = open(database("mended", "createrole"))) {
                database.migrate();
                for (var change : List.of(
                        "revoke delete on leads from leadhub_app_mended",
                        "revoke usage on all sequences in schema public from leadhub_app_mended",
                        "grant update on audit_entries to leadhub_app_mended",
                        "revoke insert on audit_entries from leadhub_app_mended",
                        "grant select on flyway_schema_history to leadhub_app_mended",
                        "alter index lead_search_pieces set (gin_pending_list_limit = 16384)")) {
                    var rights = ask(database.owner(), RIGHTS);
                    tell(database.owner(), change);
                    assertThat(ask(database.owner(), RIGHTS)).as(change).isNotEqualTo(rights);
                    database.migrate();
                    assertThat(ask(database.owner(), RIGHTS)).as(change).isEqualTo(rights);
                }
            }
        }

        @Test
        void aWrongPasswordOrNameIsSaidWithoutThePassword() throws Exception {
            var url = database("typo", "");

            assertThatThrownBy(() -> open(url.replace("typo-secret", "typo-hush")))
                    .isInstanceOf(SetupProblem.class)
                    .hasMessageContaining("check user and password")
                    .message()
                    .doesNotContain("hush");
            assertThatThrownBy(() -> open(url + "x")).hasMessageContaining("create it first");
            assertThatThrownBy(() -> open("postgresql://a@127.0.0.1:1/b")).hasMessageContaining("check that it runs");
        }

        private Database open(String url) {
            return Database.open(Settings.of(Map.of("--database-url", url), Map.of()), Database.Mode.SERVER);
        }

        /** A database with an owner of the same name. */
        private String database(String name, String rights) throws Exception {
            tell(
                    postgres.superuser(),
                    "create role \"%1$s\" login %2$s password '%1$s-secret'".formatted(name, rights));
            tell(postgres.superuser(), "create database \"%1$s\" owner \"%1$s\"".formatted(name));
            return "postgresql://%1$s:%1$s-secret@127.0.0.1:%2$d/%1$s".formatted(name, postgres.port());
        }
    }
}
