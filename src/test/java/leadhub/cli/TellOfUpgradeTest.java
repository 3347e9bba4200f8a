package leadhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import leadhub.base.database.Sql;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;

/** What a migration notes down is told by the next start, and by no other. */
class TellOfUpgradeTest {
    private final TestServer server = TestServer.get();

    @Test
    void a_notice_is_taken_once() {
        var notices = server.bean(StartNoticeSql.class);
        server.bean(Sql.class).globalUpdate("insert into start_notices (name) values ('test')");
        assertThat(notices.take("test")).isTrue();
        assertThat(notices.take("test")).isFalse();
    }
}
