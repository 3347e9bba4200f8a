package leadhub.testing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import leadhub.api.Scope;
import leadhub.base.Folding;
import leadhub.base.Role;
import leadhub.conditions.Comparison;
import leadhub.fields.FieldKind;
import leadhub.leads.texts.CompanyKey;
import leadhub.panel.PageRoutes.PageRoute;

/** Paths for every page and action of the panel, with records of one workspace in their places. */
public final class PageExamples {
    private static final Pattern PLACE = Pattern.compile("\\{[a-z_]+}");

    private static final Pattern SESSION = Pattern.compile("/settings/account/sessions/([0-9]+)/end");

    private static final Pattern NOTIFICATION = Pattern.compile("/notifications/([0-9]+)/open");

    private final TestWorkspace workspace;
    private final String word;
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final Panel owner;

    public PageExamples(TestWorkspace workspace, String word) {
        this.workspace = workspace;
        this.word = word;
        var admin = workspace.user(Role.ADMIN);
        workspace.panel(admin);
        owner = workspace.panel(admin);
        var api = workspace.leadHub();
        // The newest lead is the one that all else is about.
        for (var i = 0; i < 2; i++) {
            api.post("/api/v1/leads", "{\"first_name\": \"%s\", \"phone\": \"+14155550101\"}".formatted(word));
        }
        workspace.lookForDuplicates();
        ids.put("/leads/duplicates/{id}", api.get("/api/v1/duplicates").text("data.0.id"));
        var twin = api.post(
                        "/api/v1/leads",
                        "{\"first_name\": \"%s\", \"email\": \"x.%s@example.com\", \"phone\": \"+14155550100\", \"company\": \"%s\"}"
                                .formatted(word, word, word))
                .text("data.id");
        var merged = api.post("/api/v1/leads", "{\"first_name\": \"%s\", \"phone\": \"+14155550100\"}".formatted(word))
                .text("data.id");
        var lead = api.post("/api/v1/leads", """
                {"first_name": "%s", "email": "%s@example.com", "tags": ["%s"]}
                """.formatted(word, word, word));
        ids.put("/leads/{id}", lead.text("data.id"));
        ids.put("/companies/{key}", Objects.requireNonNull(CompanyKey.of(new Folding(), word, null)));
        var leadId = lead.number("data.id");
        owner.get("/imports");
        var imported = owner.postRaw("/imports", "multipart/form-data; boundary=x", """
                --x
                Content-Disposition: form-data; name="file"; filename="%s.csv"

                First name,E-mail
                %s,%s-imported@example.com

                --x--
                """.formatted(word, word, word)
                .replace("\n", "\r\n"));
        ids.put("/imports/{id}", imported.header("Location").replaceFirst(".*/imports/", ""));
        workspace.heldRow(word);
        owner.get("/leads/duplicates?kind=rows");
        owner.post("/leads/duplicates/rows/dismiss", Map.of());
        ids.put("{dismissal}", undo("/leads/duplicates/rows/restore/"));
        ids.put("{row}", workspace.heldRow(word));
        var export = api.post(
                        "/api/v1/exports",
                        "{\"name\": \"%s\", \"user_id\": %d, \"schedule\": {\"every\": \"daily\", \"hour\": 9}}"
                                .formatted(word, admin.id()))
                .text("data.id");
        ids.put("/exports/{id}", export);
        ids.put("{file}", workspace.exported(export));
        // Else each day that a test lets pass would have a file made in every workspace.
        api.patch("/api/v1/exports/" + export, "{\"status\": \"paused\"}");
        ids.put("{note}", Long.toString(workspace.note(leadId, word).id()));
        ids.put("{task}", Long.toString(workspace.task(leadId, word).id()));
        owner.get("/leads/" + leadId);
        owner.post("/leads/" + leadId, Map.of("company", word));
        ids.put("{sequence}", undo("/undo/"));
        owner.post("/leads/" + leadId + "/tasks", Map.of("title", word));
        ids.put("{undo}", undo("/undo/task/"));
        var noteId = workspace.note(leadId, word).id();
        owner.get("/leads/" + leadId);
        owner.post("/leads/" + leadId + "/notes/" + noteId + "/delete", Map.of());
        ids.put("{deleted}", undo("/undo/note/"));
        ids.put(
                "{attached}",
                Long.toString(workspace.file(leadId, word + ".txt").id()));
        var removed = workspace.file(leadId, word + ".txt").id();
        owner.get("/leads/" + leadId);
        owner.post("/leads/" + leadId + "/files/" + removed + "/delete", Map.of());
        ids.put("{removed}", undo("/undo/file/"));
        ids.put("{event}", Long.toString(workspace.received(leadId)));
        var attached = workspace.emailWithFile(leadId);
        ids.put("{email}", Long.toString(attached.emailId()));
        ids.put("{attachment}", attached.fileId());
        ids.put("{view}", Long.toString(workspace.view(word).id()));
        owner.get("/leads");
        owner.post("/side/pins", Map.of("path", "/leads?search=" + word, "title", word));
        ids.put("{pin}", owner.get("/side").body().replaceFirst("(?s).*/side/pins/([0-9]+)/remove.*", "$1"));
        var gone = workspace.view(word + " that is gone").id();
        owner.get("/leads");
        owner.post("/leads/views/" + gone + "/delete", Map.of());
        ids.put("/leads/views/{view}/restore", Long.toString(gone));
        var key = word.replace('-', '_');
        var form = api.post("/api/v1/forms", """
                {"name": "%s", "fields": [{"key": "email", "type": "email"}, {"key": "%s", "type": "file"}],
                 "settings": {"double_opt_in": true}}
                """.formatted(word, key)).text("data.id");
        ids.put("/forms/{id}", form);
        ids.put("{partial}", Long.toString(workspace.partial(Long.parseLong(form), word)));
        ids.put("{key}", key);
        ids.put(
                "{submission}",
                api.with("Content-Type", "multipart/form-data; boundary=x")
                        .post("/api/v1/forms/" + form + "/submissions", """
                        --x
                        Content-Disposition: form-data; name="email"

                        form@example.com
                        --x
                        Content-Disposition: form-data; name="%s"; filename="a.txt"

                        text
                        --x--
                        """.formatted(key)
                                .replace("\n", "\r\n"))
                        .text("data.id"));
        agreed(api);
        ids.put(
                "/settings/fields/{id}",
                Long.toString(workspace.field(word, FieldKind.TEXT).id()));
        ids.put(
                "/settings/lost-reasons/{id}",
                api.post("/api/v1/lost-reasons", "{\"name\": \"%s\"}".formatted(word))
                        .text("data.id"));
        var dashboard = api.post(
                        "/api/v1/dashboards",
                        "{\"name\": \"%s\", \"tiles\": [{\"report\": \"leads\"}]}".formatted(word))
                .text("data.id");
        ids.put("/dashboards/{id}", dashboard);
        ids.put("{tile}", dashboard + "000001");
        ids.put(
                "/settings/scoring/{id}",
                Long.toString(
                        workspace.rule("country", Comparison.EQUALS, word, 10).id()));
        ids.put(
                "/settings/email-templates/{id}",
                api.post("/api/v1/email-templates", """
                {"name": "%s", "subject": "%s", "body": "%s"}
                """.formatted(word, word, word))
                        .text("data.id"));
        ids.put("/settings/suppression/{id}", Long.toString(workspace.suppression()));
        ids.put("/settings/suppressed-numbers/{id}", Long.toString(workspace.suppressedNumber()));
        var deleted = api.post("/api/v1/leads", "{\"first_name\": \"%s\"}".formatted(word));
        api.delete("/api/v1/leads/" + deleted.text("data.id"));
        ids.put("/leads/deleted/{id}", deleted.text("data.id"));
        ids.put("{other}", twin);
        api.post("/api/v1/leads/" + leadId + "/merge", "{\"lead_id\": " + merged + "}");
        ids.put("{loser}", merged);
        ids.put(
                "/bulk/{id}",
                Long.toString(workspace.bulkChange(admin, leadId, word).id()));
        // What goes on by itself would look like the work of those who may not.
        workspace.scoreAll();
        ids.put("/board/{pipeline}", lead.text("data.pipeline_id"));
        ids.put("{stage}", lead.text("data.pipeline_stage_id"));
        ids.put("/settings/pipelines/{id}", lead.text("data.pipeline_id"));
        ids.put("/settings/tags/{id}", api.get("/api/v1/tags").text("data.0.id"));
        ids.put(
                "/settings/keys/{id}",
                Long.toString(workspace
                        .make(EnumSet.of(Scope.READ_LEADS), 1, null)
                        .key()
                        .id()));
        ids.put("/settings/team/{id}", Long.toString(workspace.user(Role.AGENT).id()));
        ids.put("/settings/account/sessions/{id}", sessionOf(owner));
        api.post("/api/inbound/leads?tenant=" + workspace.slug(), "{\"first_name\": \"%s\"}".formatted(word));
        ids.put("/settings/intake/{id}", api.get("/api/v1/intake").text("data.0.id"));
        ids.put(
                "/settings/integrations/{id}",
                api.post("/api/v1/integrations", "{\"type\": \"webhook\", \"name\": \"%s\"}".formatted(word))
                        .text("data.id"));
        var mailbox = api.post("/api/v1/integrations", """
                {"type": "email_imap", "status": "paused", "name": "%s",
                 "config": {"host": "127.0.0.1", "user": "team", "password": "secret"}}
                """.formatted(word)).text("data.id");
        for (var page : List.of("", "/new", "/learn", "/preview", "/delete")) {
            ids.put("/settings/integrations/{id}/lead-mails" + page, mailbox);
        }
        var webhook = workspace.webhook();
        ids.put("/settings/webhooks/{id}", Long.toString(webhook));
        ids.put(
                "{delivery}",
                workspace
                        .leadHub()
                        .get("/api/v1/webhooks/" + webhook + "/deliveries")
                        .text("data.0.id"));
        var automation =
                api.post("/api/v1/automations", """
                {"name": "%s", "is_active": true, "trigger": {"type": "manual"},
                 "steps": [{"type": "add_note", "config": {"text": "%s"}}]}
                """.formatted(word, word)).text("data.id");
        ids.put("/automations/{id}", automation);
        ids.put(
                "{run}",
                api.post("/api/v1/automations/" + automation + "/runs", "{\"lead_id\": " + leadId + "}")
                        .text("data.id"));
        api.patch("/api/v1/leads/" + twin, "{\"assigned_user_id\": " + admin.id() + "}");
        owner.get("/settings/bots");
        var bot = owner.post("/settings/bots", Map.of("name", word))
                .header("Location")
                .replaceFirst(".*/", "");
        ids.put("{bot}", bot);
        ids.put("/settings/bots/{bot}/identity/{id}", Long.toString(workspace.identityKey(bot)));
        ids.put(
                "/settings/bots/{bot}/knowledge/{id}",
                api.post(
                                "/api/v1/bots/" + bot + "/knowledge",
                                "{\"title\": \"%s\", \"content\": \"%s\"}".formatted(word, word))
                        .text("data.id"));
        var chat =
                owner.postRaw("/c/" + bot, "application/x-www-form-urlencoded", "do=send&client_id=1&content=" + word);
        workspace.languageModel(bot);
        ids.put("{conversation}", chat.body().replaceFirst("(?s).*(conv_[a-z0-9]+).*", "$1"));
        ids.put("{sms}", Long.toString(workspace.receivedSms(leadId)));
        ids.put("{number}", Long.toString(workspace.id()));
        ids.put("/inbox/sms/{id}", Long.toString(leadId));
        ids.put("{message}", workspace.fileOfMessage(ids.get("{conversation}"), word));
        owner.get("/settings/replies");
        owner.post("/settings/replies", Map.of("name", word, "content", word));
        ids.put(
                "/settings/replies/{id}",
                owner.get("/settings/replies").body().replaceFirst("(?s).*/settings/replies/([0-9]+).*", "$1"));
        ids.put("/notifications/{id}", notificationOf(owner));
        // Open to everybody who has a token, so there is no wall to walk into.
        ids.put("{token}", "nobodys-token");
        ids.put("/workspaces/{id}", Long.toString(workspace.id()));
    }

    /** What the lead agreed to in a form. */
    private void agreed(ApiClient api) {
        var key = word.replace('-', '_');
        var form = api.post("/api/v1/forms", """
                {"name": "%s", "fields": [{"key": "email", "type": "email"}, {"key": "%s", "type": "consent", "consent_text": "%s"}]}
                """.formatted(word, key, word)).text("data.id");
        var path = "/leads/{id}/consents/{form}";
        ids.put(path, form);
        ids.put(
                path + "/{submission}",
                api.post(
                                "/api/v1/forms/" + form + "/submissions",
                                "{\"email\": \"%s@example.com\", \"%s\": true}".formatted(word, key))
                        .text("data.id"));
        ids.put(path + "/{submission}/{key}", key);
    }

    /** What undoes what was just done. */
    private String undo(String path) {
        var said = URLDecoder.decode(owner.cookie("leadhub-toast"), StandardCharsets.UTF_8);
        return said.substring(said.indexOf(path) + path.length(), said.indexOf('\n'));
    }

    private static String notificationOf(Panel owner) {
        var matcher = NOTIFICATION.matcher(owner.get("/notifications").body());
        if (!matcher.find()) {
            throw new AssertionError("Nobody was told of anything");
        }
        return matcher.group(1);
    }

    /** Of two sessions, the one that isn't the visitor's own can be ended on the page. */
    private static String sessionOf(Panel owner) {
        var page = owner.get("/settings/account").body();
        var matcher = SESSION.matcher(page);
        if (!matcher.find()) {
            throw new AssertionError("No session to end on " + page);
        }
        return matcher.group(1);
    }

    /** The administrator whose records these are: sessions and bulk changes are their author's alone. */
    public Panel owner() {
        return owner;
    }

    public TestWorkspace workspace() {
        return workspace;
    }

    /** What a form names beside the records in its path, with this workspace's records. */
    public Map<String, String> fields(PageRoute route) {
        return switch (route.method() + " " + route.template()) {
            case "POST /board/{pipeline}/{stage}" -> Map.of("lead", id("/leads/{id}"));
            case "POST /leads/{id}/untag" -> Map.of("tag", word);
            default -> Map.of();
        };
    }

    /** Whether it gives a file that somebody attached to be saved, which no window shows. */
    public static boolean isDownload(PageRoute route) {
        return route.template().contains("/files/");
    }

    /** The path of a route with this workspace's records. */
    public String path(PageRoute route) {
        return path(route, this, -1);
    }

    /** The same, with another workspace's record at one place. */
    public String path(PageRoute route, PageExamples other, int place) {
        var matcher = PLACE.matcher(route.template());
        var path = new StringBuilder();
        for (var i = 0; matcher.find(); i++) {
            var key = key(route.template(), route.template().substring(0, matcher.end()), matcher.group());
            matcher.appendReplacement(path, (i == place ? other : this).id(key));
        }
        return matcher.appendTail(path).toString();
    }

    /** How many places a route's path has. */
    public static int places(PageRoute route) {
        return (int) PLACE.matcher(route.template()).results().count();
    }

    private String key(String whole, String beginning, String place) {
        return List.of(whole, beginning, place).stream()
                .filter(ids::containsKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Say in PageExamples what stands at " + beginning));
    }

    private String id(String key) {
        return ids.getOrDefault(key, "0");
    }
}
