package leadhub.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import de.siegmar.fastcsv.reader.CsvReader;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.ProblemException;
import leadhub.base.Region;
import leadhub.base.Role;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings → Audit log: who changed what, filtered, page by page, as CSV. */
class ReadAuditLogTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final Audit audit = server.bean(Audit.class);
    private Panel panel = Panel.stranger(server.origin());

    @BeforeEach
    void signed_in() {
        server.clock().pass(Duration.ofHours(1));
        panel = workspace.panel(Role.ADMIN);
    }

    @Test
    void a_change_stands_there_with_who_made_it_and_what_changed() {
        var api = workspace.leadHub();
        var tag = api.post("/api/v1/tags", "{\"name\": \"hot\"}").text("data.id");
        api.put("/api/v1/tags/" + tag, "{\"name\": \"<b>warm</b>\"}");
        var page = panel.get("/settings/audit").body();
        assertThat(page).contains("changed a tag", "#" + tag, "<del>hot</del>", "<ins>&lt;b&gt;warm&lt;/b&gt;</ins>");
        assertThat(page.indexOf("changed a tag</span>")).isLessThan(page.indexOf("added a tag</span>"));
        assertThat(page).contains("signed in", "127.0.0.1");
    }

    @Test
    void what_an_older_version_told_of_the_denied_is_shown_as_it_was_told() {
        var minute = server.clock().instant().truncatedTo(ChronoUnit.MINUTES);
        server.bean(DeniedCallSql.class).add(minute, workspace.caller(), "Your role is too <small>.", "GET", "/old");
        server.clock().pass(Duration.ofMinutes(2));
        server.bean(DeniedCalls.class).tell();
        assertThat(panel.get("/settings/audit?action=access.denied").body())
                .contains("<ins>Your role is too &lt;small&gt;.</ins>", "<ins>/old</ins>");
    }

    @Test
    void actions_people_and_days_narrow_it_down() {
        note(1, "Ann Lee", "tag.created");
        note(2, "Bob 100%", "tag.deleted");
        assertThat(shown("?action=tag.created")).containsExactly("Ann Lee");
        assertThat(shown("?who=bob")).containsExactly("Bob 100%");
        assertThat(shown("?who=100%25")).containsExactly("Bob 100%");
        assertThat(shown("?who=n_L")).isEmpty();
        var today = LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC);
        assertThat(shown("?who=ann&from=" + today + "&to=" + today)).containsExactly("Ann Lee");
        assertThat(shown("?who=ann&from=" + today.plusDays(1))).isEmpty();
        assertThat(shown("?who=ann&to=" + today.minusDays(1))).isEmpty();
        assertThat(panel.get("/settings/audit?from=yesterday").body()).contains("That’s not a valid date");
    }

    @Test
    void days_are_the_visitors_own() {
        note(1, "Ann Lee", "tag.created");
        panel.get("/settings/account");
        panel.post("/settings/account", Map.of("name", "Alice", "theme", "auto", "time_zone", "Pacific/Kiritimati"));
        var there = LocalDate.ofInstant(server.clock().instant(), java.time.ZoneId.of("Pacific/Kiritimati"));
        assertThat(shown("?who=ann&from=" + there)).containsExactly("Ann Lee");
        assertThat(shown("?who=ann&from=" + there.plusDays(1))).isEmpty();
        assertThat(shown("?who=ann&to=" + there.minusDays(1))).isEmpty();
    }

    @Test
    void fifty_are_on_a_page_and_the_rest_behind_it() {
        for (var i = 1; i <= 120; i++) {
            note(i, "Ann Lee", "tag.created");
        }
        var path = "/settings/audit?who=Ann+Lee";
        var seen = 0;
        for (var page = 1; page <= 3; page++) {
            var body = panel.get(path).body();
            var rows = body.split("<strong>Ann Lee</strong>", -1).length - 1;
            assertThat(rows).isEqualTo(page < 3 ? 50 : 20);
            assertThat(body).contains("#" + (120 - seen) + "<").doesNotContain("#" + (121 - seen) + "<");
            seen += rows;
            var next = body.split("rel=\"next\" href=\"");
            assertThat(next).hasSize(page < 3 ? 2 : 1);
            path = page < 3 ? next[1].substring(0, next[1].indexOf('"')).replace("&amp;", "&") : path;
        }
        assertThat(seen).isEqualTo(120);
    }

    @Test
    void a_spreadsheet_gets_what_is_filtered_and_runs_none_of_it() {
        note(7, "=HYPERLINK(\"https://evil.example\")", "tag.created");
        note(8, "@sum", "tag.deleted");
        note(9, "Line\nbreak, \"quoted\"", "tag.created");
        var answer = panel.get("/settings/audit/csv?action=tag.created");
        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        assertThat(answer.header("Content-Disposition")).contains("attachment; filename=\"audit-");
        var rows = rows(answer);
        assertThat(rows.getFirst()).startsWith("id", "time", "kind", "actor_id", "actor");
        assertThat(rows.subList(1, rows.size()).stream().map(row -> row.get(4)))
                .containsExactly("Line\nbreak, \"quoted\"", "'=HYPERLINK(\"https://evil.example\")");
        assertThat(AuditCsv.disarmed("+1")).isEqualTo("'+1");
        assertThat(AuditCsv.disarmed("-1")).isEqualTo("'-1");
        assertThat(AuditCsv.disarmed("@x")).isEqualTo("'@x");
        assertThat(AuditCsv.disarmed("\t=1")).isEqualTo("'\t=1");
        assertThat(AuditCsv.disarmed("\r=1")).isEqualTo("'\r=1");
        assertThat(AuditCsv.disarmed("＝1")).isEqualTo("'＝1");
        assertThat(AuditCsv.disarmed("a=b")).isEqualTo("a=b");
    }

    @Test
    void a_long_log_is_downloaded_whole() {
        for (var i = 1; i <= 1001; i++) {
            note(i, "Ann Lee", "tag.created");
        }
        assertThat(rows(panel.get("/settings/audit/csv?who=Ann"))).hasSize(1002);
    }

    @Test
    void only_admins_read_it_whatever_the_way() {
        var manager = new Caller(
                workspace.id(),
                Region.UNKNOWN,
                Role.MANAGER,
                new Actor(Actor.Kind.USER, 1, "Some manager"),
                null,
                null);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> server.bean(AuditLog.class)
                        .list(manager, new AuditFilter(null, null, null, null), Long.MAX_VALUE, 1));
        assertThat(workspace.panel(Role.MANAGER).get("/settings/audit").status())
                .isEqualTo(403);
    }

    private void note(long id, String who, String action) {
        var caller = new Caller(
                workspace.id(), Region.UNKNOWN, Role.ADMIN, new Actor(Actor.Kind.USER, 1, who), "10.0.0.1", null);
        audit.record(caller, action, id, null, null);
    }

    private List<String> shown(String query) {
        var rows = panel.get("/settings/audit" + query).body().split("<strong>");
        return List.of(rows).stream()
                .skip(1)
                .map(row -> row.substring(0, row.indexOf("</strong>")))
                .toList();
    }

    private static List<List<String>> rows(Panel.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        // Without it spreadsheets take UTF-8 for something else, and 佐藤 for nobody.
        assertThat(answer.body()).startsWith("\ufeff");
        return CsvReader.builder().ofCsvRecord(answer.body().substring(1)).stream()
                .map(row -> row.getFields())
                .toList();
    }
}
