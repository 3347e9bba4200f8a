package leadhub.leads.folding;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import leadhub.api.Scope;
import leadhub.apikeys.ApiKeys;
import leadhub.apikeys.KeyDialect;
import leadhub.apikeys.NewApiKey;
import leadhub.base.Caller;
import leadhub.base.Folding;
import leadhub.base.database.Sql;
import leadhub.leads.texts.SearchText;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.OldDatabase;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** What an older version stored is brought into line: texts composed, tags merged, leads folded by today's rules. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class UpgradeTextsTest {
    private static final String LEADS = "/api/v1/leads";

    private final TestServer server = TestServer.get();

    @Test
    void texts_of_an_older_version_are_brought_into_line() {
        try (var old = OldDatabase.of(server, 13, rows());
                var upgraded = old.start()) {
            var folding = upgraded.getBean(FoldingProgress.class);
            Await.until(() -> !folding.isPending(7));
            var key = upgraded.getBean(ApiKeys.class)
                    .create(
                            Caller.system(7, "test"),
                            new NewApiKey("test", KeyDialect.LEADHUB, EnumSet.allOf(Scope.class), 1000, null));
            var origin = TestServer.origin(upgraded);
            assertTagsAreMerged(ApiClient.leadHub(origin, key.secret()));
            assertLeadsAreFound(ApiClient.leadHub(origin, key.secret()));
            assertBothCanSignIn(origin);
            assertThat(upgraded.getBean(Sql.class)
                            .query(7, row -> row.getString(1), "select query from saved_views where workspace_id = 7"))
                    .containsExactly("field.1=tag_ids&is.1=equals&value.1=1&field.2=x&value.2=2");
        }
    }

    private static void assertTagsAreMerged(ApiClient api) {
        assertThat(api.get("/api/v1/tags")
                        .at("data")
                        .valueStream()
                        .map(tag -> tag.at("/name").asString()))
                .containsExactly("Café", "Bar");
        assertThat(api.get(LEADS + "/1").at("data.tags").toString()).isEqualTo("[\"Café\",\"Bar\"]");
        assertThat(api.get(LEADS + "/2").at("data.tags").toString()).isEqualTo("[\"Café\"]");
        assertThat(api.get(LEADS + "?tag=" + encoded("CAFÉ")).number("meta.total"))
                .isEqualTo(2);
        assertThat(api.get("/api/v1/tags").number("data.0.leads_count")).isEqualTo(2);
    }

    private static void assertLeadsAreFound(ApiClient api) {
        var lead = api.get(LEADS + "/1");
        assertThat(lead.text("data.first_name")).isEqualTo("José");
        assertThat(lead.text("data.custom_fields.größe")).isEqualTo("n\n\u0301é");
        assertThat(lead.at("data.possible_duplicate").asBoolean()).isTrue();
        for (var search : new String[] {"josé 김", "김 jose", "김"}) {
            assertThat(api.get(LEADS + "?search=" + encoded(search)).number("meta.total"))
                    .as(search)
                    .isEqualTo(1);
        }
        assertThat(api.get(LEADS + "?search=" + encoded("佐藤太郎")).number("meta.total"))
                .isEqualTo(1);
        // One of the two extensions of a number is another person.
        assertThat(api.get(LEADS + "/3").at("data.possible_duplicate").asBoolean())
                .isFalse();
    }

    private static void assertBothCanSignIn(String origin) {
        assertThat(Panel.stranger(origin)
                        .signIn("josé@example.com", "Composed-password")
                        .status())
                .isEqualTo(303);
        assertThat(Panel.stranger(origin)
                        .signIn("josé@example.com", "Decomposed-password")
                        .status())
                .isEqualTo(303);
        assertThat(Panel.stranger(origin)
                        .signIn(decomposed("maría@example.com"), "Decomposed-password")
                        .status())
                .isEqualTo(303);
    }

    private static String rows() {
        var encoder = new Argon2PasswordEncoder(16, 32, 1, 1024, 1);
        return """
                insert into workspaces (id, slug, name, created_at, updated_at) values (7, 'old', 'Old', now(), now());
                insert into pipelines (workspace_id, id, name, is_default, created_at, updated_at)
                values (7, 1, 'Sales', true, now(), now());
                insert into pipeline_stages (workspace_id, id, pipeline_id, name, color, position, created_at, updated_at)
                values (7, 1, 1, 'New', '#64748b', 1, now(), now());
                insert into tags (workspace_id, id, name, name_key, color, created_at, updated_at)
                values (7, 1, 'Café', 'café', '#64748b', now(), now()),
                       (7, 2, 'D:CAFÉ', 'D:café', '#64748b', now(), now()),
                       (7, 3, 'Bar', 'bar', '#64748b', now(), now());
                insert into leads
                    (workspace_id, id, first_name, last_name, email, email_key, phone, phone_e164, source, status,
                     pipeline_id, stage_id, custom_fields, tag_ids, search_text, created_at, updated_at)
                values (7, 1, 'D:José', 'D:김', 'D:josé@example.com', 'D:josé@example.com', '415 555 1234 x1', '+14155551234',
                        'api', 'new', 1, 1, '{"D:größe": "n\\n\u0301D:é"}', '{2,3,1}', 'old', now(), now()),
                       (7, 2, '太郎', '佐藤', 'josé@example.com', 'josé@example.com', null, null,
                        'api', 'new', 1, 1, '{}', '{2}', 'old', now(), now()),
                       (7, 3, 'C', 'C', null, null, '415 555 1234 x2', '+14155551234',
                        'api', 'new', 1, 1, '{}', '{}', 'old', now(), now());
                insert into lead_search (workspace_id, lead_id, created_at, search_text, pieces)
                select workspace_id, id, created_at, search_text, '{}' from leads;
                insert into lead_tags (workspace_id, tag_id, created_at, lead_id)
                select workspace_id, unnest(tag_ids), created_at, id from leads;
                insert into deleted_leads
                    (workspace_id, lead_id, deleted_at, deleted_by, lead, notes, tasks, pieces)
                select 7, 9, now(), '{}', '{"tag_ids": [1, 2]}', '[]', '[]', '{}';
                insert into users (workspace_id, id, name, email, email_key, role, status, password_hash, created_at, updated_at)
                values (7, 1, 'J', 'josé@example.com', 'josé@example.com', 'admin', 'active', 'H:Composed', now(), now()),
                       (7, 2, 'J', 'D:josé@example.com', 'D:josé@example.com', 'agent', 'active', 'H:Decomposed', now(), now()),
                       (7, 3, 'M', 'D:maría@example.com', 'D:maría@example.com', 'agent', 'active', 'H:Decomposed', now(), now());
                insert into logins (email_key, workspace_id, user_id) select email_key, workspace_id, id from users;
                insert into custom_fields (workspace_id, id, key, label, kind, options, position, created_at, updated_at)
                values (7, 1, 'place', 'D:Plätze', 'dropdown', '{D:Café,Café,Bar}', 1, now(), now());
                insert into saved_views
                    (workspace_id, id, user_id, name, is_shared, query, columns, created_at, updated_at)
                values (7, 1, 1, 'D:é', true, 'field.1=tag_ids&is.1=equals&value.1=2&field.2=x&value.2=2', '{}', now(), now());
                select setval('workspace_ids', 100);
                """.replace("H:Composed", encoder.encode("Composed-password"))
                .replace("H:Decomposed", encoder.encode("Decomposed-password"))
                .transform(UpgradeTextsTest::decomposeMarked);
    }

    /** What follows "D:" up to a quotation mark, comma or brace is decomposed. */
    private static String decomposeMarked(String text) {
        return java.util.regex.Pattern.compile("D:([^'\",}]*)")
                .matcher(text)
                .replaceAll(found -> decomposed(found.group(1)).replace("\\", "\\\\"));
    }

    @Test
    void until_a_lead_is_folded_anew_its_old_spelling_is_found_too() {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        var id = api.post(LEADS, "{\"first_name\": \"Йохан\", \"last_name\": \"Ø\"}")
                .number("data.id");
        var sql = server.bean(Sql.class);
        // As an older version folded: it left the Й alone.
        var text = "\u001f\u001fйохан o\u001f\u001f\u001f";
        sql.update(workspace.id(), "update leads set search_text = ? where workspace_id = ?", text, workspace.id());
        sql.update(
                workspace.id(),
                "update lead_search set search_text = ?, pieces = ? where workspace_id = ?",
                text,
                SearchText.pieces(workspace.id(), text),
                workspace.id());
        sql.globalUpdate(
                "update workspaces set folding_rules = 'older', folded_up_to = null where id = ?", workspace.id());
        assertThat(api.get(LEADS + "?search=" + encoded("ЙОХАН")).number("meta.total"))
                .isEqualTo(1);
        assertThat(api.get(LEADS + "?search=" + encoded("ø")).number("meta.total"))
                .isEqualTo(1);
        assertThat(api.get(LEADS + "?search=" + encoded("о ио")).number("meta.total"))
                .isZero();

        server.bean(LeadRefolding.class).begin();
        var folding = server.bean(FoldingProgress.class);
        Await.until(() -> !folding.isPending(workspace.id()));
        assertThat(api.get(LEADS + "?search=" + encoded("ЙОХАН")).number("meta.total"))
                .isEqualTo(1);
        assertThat(api.get(LEADS + "?search=" + encoded("o йо")).number("meta.total"))
                .isEqualTo(1);
        assertThat(api.get(LEADS + "/" + id).text("data.first_name")).isEqualTo("Йохан");
        assertThat(sql.query(
                        workspace.id(),
                        row -> row.getString(1),
                        "select folding_rules from workspaces where id = ?",
                        workspace.id()))
                .containsExactly(Folding.RULES);
    }

    private static String decomposed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
