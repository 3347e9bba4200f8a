package leadhub.imports.pages;

import static org.assertj.core.api.Assertions.assertThat;

import leadhub.base.Role;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** A manager brings leads along in the panel. */
class ImportByPageTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String GERMAN = "Vorname;Nachname;E-Mail;Auftragswert;Lieblingsfarbe\r\n"
            + "Ute;Maß;ute@example.com;1.234,50 €;rot\r\n"
            + "Uwe;Ruß;uwe at example;12,00;blau\r\n";
    /** What the form has as it is first shown, but for the columns. */
    private static final String USUAL = "encoding=&delimiter=&has_header=&date_order=&duplicates=skip"
            + "&match_on%5B%5D=external_id&match_on%5B%5D=email&match_on%5B%5D=phone&place=&assigned_user_id=&tags="
            + "&effects%5B%5D=automations&effects%5B%5D=webhooks&effects%5B%5D=assignment&effects%5B%5D=mails&effects%5B%5D=scoring";

    private static final String COLUMNS = "&to.1=first_name&to.2=last_name&to.3=email&to.4=deal_value";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final Panel panel = workspace.panel(Role.MANAGER);

    private Panel.Answer upload(String file) {
        panel.get("/imports");
        return panel.postRaw(
                "/imports",
                "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Kunden.csv\"\r\n\r\n" + file
                        + "\r\n--x--\r\n");
    }

    private String uploaded(String file) {
        var made = upload(file);
        assertThat(made.status()).as(made.body()).isEqualTo(303);
        return made.header("Location").replaceFirst(".*(/imports/)", "$1");
    }

    private Panel.Answer send(String path, String fields) {
        return panel.postRaw(path, FORM, fields);
    }

    private Panel.Answer whenIs(String path, String state) {
        Await.until(() -> panel.get(path).body().contains(">" + state + "<"));
        return panel.get(path);
    }

    @Test
    void sees_what_would_happen_starts_it_takes_the_rest_home_and_undoes_it() {
        var path = uploaded(GERMAN);

        var seen = panel.get(path).body();
        assertThat(seen)
                .contains("Kunden.csv", "Detected: UTF-8", "Detected: ;", "Lieblingsfarbe", "1 new", "1 refused");
        assertThat(seen).contains("<option value=\"deal_value\" selected>", "import-wrong");
        assertThat(panel.get(path + "?rows=failed").body()).contains("Uwe").doesNotContain("<bdi>Ute</bdi></td>");

        var started = send(path + "/start", USUAL + COLUMNS + "&to.5=");
        assertThat(started.status()).as(started.body()).isEqualTo(303);
        var done = whenIs(path, "Completed").body();
        assertThat(done).contains("1 new", "1 refused", "Download refused rows");
        assertThat(panel.get(path + "/errors").body())
                .contains("Uwe", "uwe at example", "Line 3, E-Mail")
                .doesNotContain("Ute");
        var lead = workspace.leadHub().get("/api/v1/leads?email=ute@example.com");
        assertThat(lead.at("data.0.deal_value").decimalValue()).isEqualByComparingTo("1234.5");

        panel.post(path + "/undo", java.util.Map.of());
        whenIs(path, "Undone");
        assertThat(workspace.leadHub().get("/api/v1/leads").number("meta.total"))
                .isZero();
    }

    @Test
    void changed_options_are_shown_before_anything_starts_and_columns_are_remembered() {
        var path = uploaded(GERMAN);
        var other = USUAL.replace("tags=", "tags=Messe") + COLUMNS + "&to.5=custom_fields.lieblingsfarbe";

        send(path + "/start", other);
        assertThat(panel.get(path).body()).contains("Not started", "value=\"Messe\"");
        send(path + "/start", other);
        whenIs(path, "Completed");
        var lead = workspace.leadHub().get("/api/v1/leads?email=ute@example.com");
        assertThat(lead.text("data.0.tags.0")).isEqualTo("Messe");
        assertThat(lead.text("data.0.custom_fields.lieblingsfarbe")).isEqualTo("rot");

        var again = panel.get(uploaded(GERMAN)).body();
        assertThat(again)
                .contains(
                        "This file has been imported before.",
                        "<option value=\"custom_fields.lieblingsfarbe\" selected>");
    }

    @Test
    void what_is_no_table_is_refused_where_it_was_chosen() {
        assertThat(upload("").status()).isEqualTo(422);
        var refused = upload("%PDF-1.7 …");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("no table in this file");
        var path = uploaded(GERMAN);
        send(path + "/cancel", "");
        assertThat(panel.get(path).body()).contains("Cancelled");
    }

    @Test
    void agents_and_other_workspaces_see_none() {
        var path = uploaded(GERMAN);

        assertThat(workspace.panel(Role.AGENT).get("/imports").status()).isEqualTo(403);
        assertThat(server.newWorkspace().panel(Role.ADMIN).get(path).status()).isEqualTo(404);
    }
}
