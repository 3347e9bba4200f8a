package leadhub.base.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunStatementsTest {
    private final TestServer server = TestServer.get();
    private final Sql sql = server.bean(Sql.class);

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "x")
    void the_workspace_is_there_for_every_statement_however_often_it_runs(String value) {
        var workspace = server.newWorkspace().id();
        // After five times the driver prepares statements on the server, which it does in another way.
        for (var i = 0; i < 20; i++) {
            assertThat(sql.query(
                            workspace,
                            row -> row.getLong(1),
                            "select count(*) from pipelines where workspace_id = ? and (description = ? or true)",
                            workspace,
                            value))
                    .as("run " + i)
                    .containsExactly(1L);
            assertThat(sql.update(
                            workspace, "update pipelines set description = ? where workspace_id = ?", value, workspace))
                    .isEqualTo(1);
        }
    }

    /** The driver remembers of a text what it has asked the server about it, of each type that a value once had. */
    @Test
    void the_workspace_is_there_whether_a_value_was_null_before_or_not() {
        var workspace = server.newWorkspace().id();
        var random = new Random(20261126);
        for (var i = 0; i < 200; i++) {
            var value = random.nextBoolean() ? null : "x";
            assertThat(sql.query(
                            workspace,
                            row -> row.getString("name"),
                            "select name from pipelines where workspace_id = ? and (?::text is null or name <> ?)",
                            workspace,
                            value,
                            value))
                    .as("run " + i)
                    .containsExactly("Sales Pipeline");
        }
    }

    @Test
    void nobody_sees_a_workspace_that_was_set_before() {
        var workspace = server.newWorkspace().id();
        sql.query(
                workspace,
                row -> row.getLong(1),
                "select count(*) from pipelines where name = coalesce(?, name)",
                (String) null);
        for (var i = 0; i < 40; i++) {
            assertThat(sql.globalQuery(row -> row.getLong(1), "select count(*) from pipelines"))
                    .containsExactly(0L);
        }
    }

    @Test
    void values_are_asked_for_by_name_as_often_as_a_statement_likes() {
        assertThat(sql.globalQuery(
                        row -> row.getString(1),
                        "select :word::text || ':word' || :word || :number::integer::text",
                        NamedValues.of("word", "x").and("number", 3)))
                .containsExactly("x:wordx3");
    }

    @Test
    void a_name_that_is_not_given_or_not_asked_for_is_a_mistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sql.Statement.of("select :word, :other", NamedValues.of("word", "x")))
                .withMessageContaining("other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sql.Statement.of(
                        "select :word", NamedValues.of("word", "x").and("other", 3)))
                .withMessageContaining("other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamedValues.of("word", "x").and("word", "y"));
    }
}
