package leadhub.base.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadDatabaseUrlTest {
    @Test
    void allParts() {
        var url = DatabaseUrl.parse("postgresql://ann:p%40ss%2Fw+rd@lead_db.example:5433/my%20leads?sslmode=require");

        assertThat(url.hosts()).containsExactly(new DatabaseUrl.Host("lead_db.example", 5433));
        assertThat(url.database()).isEqualTo("my leads");
        assertThat(url.user()).isEqualTo("ann");
        assertThat(url.password()).isEqualTo("p@ss/w+rd");
        assertThat(url.options()).containsEntry("sslmode", "require");
        assertThat(url.jdbcUrl())
                .isEqualTo("jdbc:postgresql://lead_db.example:5433/my%20leads?ApplicationName=leadhub&sslmode=require");
    }

    @Test
    void whatCanBeLeftOut() {
        var url = DatabaseUrl.parse("postgres://ann@[::1]/leads");

        assertThat(url.password()).isNull();
        assertThat(url.hosts()).containsExactly(new DatabaseUrl.Host("::1", 5432));
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]:5432/leads?ApplicationName=leadhub");
    }

    @Test
    void ofSeveralHostsThePrimaryIsSought() {
        var url = DatabaseUrl.parse("postgresql://ann:hush@one,[2001:db8::2]:5433,three:5434/leads?sslmode=require");

        assertThat(url.hosts())
                .containsExactly(
                        new DatabaseUrl.Host("one", 5432),
                        new DatabaseUrl.Host("2001:db8::2", 5433),
                        new DatabaseUrl.Host("three", 5434));
        assertThat(url.jdbcUrl())
                .isEqualTo("jdbc:postgresql://one:5432,[2001:db8::2]:5433,three:5434/leads"
                        + "?ApplicationName=leadhub&sslmode=require&targetServerType=primary");
        assertThat(url.toString()).isEqualTo("postgresql://ann@one:5432,[2001:db8::2]:5433,three:5434/leads");
    }

    @Test
    void whichServerIsWantedMayBeSaidInEitherWay() {
        for (var option : List.of("targetServerType=primary", "target_session_attrs=read-write")) {
            assertThat(DatabaseUrl.parse("postgresql://a@h/d?" + option).options())
                    .containsEntry("targetServerType", "primary");
        }
        assertThat(DatabaseUrl.parse("postgresql://a@h,i/d?targetServerType=any&connectTimeout=2")
                        .options())
                .containsEntry("targetServerType", "any")
                .containsEntry("connectTimeout", "2");
    }

    @Test
    void optionsAreTranslatedForTheDriver() {
        assertThat(DatabaseUrl.parse("postgresql://a@h/d?channel_binding=require&connect_timeout=5&application_name=x")
                        .options())
                .isEqualTo(Map.of("channelBinding", "require", "connectTimeout", "5", "ApplicationName", "x"));
    }

    @Test
    void thePasswordIsNeverShown() {
        var url = DatabaseUrl.parse("postgresql://ann:hush@host/leads");

        assertThat(url.toString()).isEqualTo("postgresql://ann@host:5432/leads");
        assertThat(url.login().toString()).doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "leads",
                "mysql://ann:hush@host/leads",
                "postgresql:ann",
                "postgresql://host/leads",
                "postgresql://:hush@host/leads",
                "postgresql://ann:hush@host",
                "postgresql://ann:hush@host/",
                "postgresql://ann:hush@/leads",
                "postgresql://ann:hush@one,/leads",
                "postgresql://ann:hush@,two/leads",
                "postgresql://ann:hush@one,two:0/leads",
                "postgresql://ann:hush@one,two/leads?targetServerType=secondary",
                "postgresql://ann:hush@one/leads?connect_timeout=soon",
                "postgresql://ann:hush@host:port/leads",
                "postgresql://ann:hush@host:99999999/leads",
                "postgresql://ann:hu sh@host/leads",
                "postgresql://ann:hu%ZZsh@host/leads",
                "postgresql://ann:hush@host/leads?user=x",
                "postgresql://ann:hush@host/leads?sslmode"
            })
    void aBadUrlIsRefusedWithoutShowingThePassword(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hush", "hu sh", "hu%")
                .startsWith("the URL");
    }
}
