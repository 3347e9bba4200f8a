package leadhub.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.api.Route;
import leadhub.base.Role;
import org.jspecify.annotations.Nullable;

/** For each route a request that is good in one workspace: the ids in its path, and a body. */
public final class RouteExamples {
    private static final String MISSING =
            "RouteExamples knows no %s for %s %s: add it, so that the new route is tested like all others.";

    /** Nothing is sent to it by itself, and only a deleted lead makes a delivery. */
    private static final String WEBHOOK = """
            {"name": "WORD", "target_url": "http://127.0.0.1:9/WORD", "events": ["lead.deleted"], "is_active": false}
            """;

    private final TestWorkspace workspace;
    /** A word that stands in every text of this workspace, and nowhere else. */
    private final String word;
    /** From a path's beginning up to one of its places to what stands there. */
    private final Map<String, String> places = new LinkedHashMap<>();

    private final Map<String, String> bodies = new LinkedHashMap<>();

    /** One that waits for a day as soon as it is begun. */
    private static final String AUTOMATION = """
            {"name": "WORD", "description": "WORD", "is_active": true, "trigger": {"type": "manual"},
             "steps": [{"type": "delay", "config": {"amount": 1, "unit": "days"}},
                       {"type": "action", "action": "add_note", "config": {"text": "WORD"}}]}
            """;

    private static final String DOCUMENT = """
            {"title": "WORD", "content": "WORD"}
            """;

    private static final String FLOW = """
            {"steps": [{"id": "mail", "type": "email", "config": {"text": "WORD"}}, {"id": "bye", "type": "end", "config": {}}]}
            """;

    private static final String BOT = """
            {"name": "WORD", "greeting": "WORD", "answer": "WORD"}
            """;

    /** One that sends nothing. */
    private static final String WHATSAPP = """
            {"type": "whatsapp", "name": "WORD", "status": "paused",
             "config": {"phone_number_id": "1", "app_secret": "secret", "access_token": "token"}}
            """;

    private static final String SUBMISSION = """
            --x
            Content-Disposition: form-data; name="email"

            form.WORD@example.com
            --x
            Content-Disposition: form-data; name="message"

            WORD
            --x
            Content-Disposition: form-data; name="WORD"; filename="WORD.txt"

            WORD
            --x--
            """;

    private static final String IMPORT = """
            --x
            Content-Disposition: form-data; name="file"; filename="WORD.csv"

            Email,WORD
            WORD.import@example.com,WORD
            --x--
            """;

    private static final String FILE = """
            --x
            Content-Disposition: form-data; name="file"; filename="WORD.txt"

            WORD
            --x--
            """.replace("\n", "\r\n");

    private RouteExamples(TestWorkspace workspace) {
        this.workspace = workspace;
        this.word = "word" + workspace.id() + "x";
        var api = workspace.leadHub();
        var pipeline = api.post("/api/v1/pipelines", body("""
                {"name": "WORD", "description": "WORD", "stages": [{"name": "WORD"}, {"name": "WORD"}]}
                """));
        var pipelineId = pipeline.text("data.id");
        var user = api.post("/api/v1/users", body("""
                {"name": "WORD", "email": "WORD@example.com"}
                """));
        var twin = made(api, "/api/v1/leads", """
                {"first_name": "WORD", "last_name": "WORD", "company": "WORD"}
                """);
        var lead = api.post("/api/v1/leads", body("""
                {"first_name": "WORD", "last_name": "WORD", "email": "WORD@example.com", "company": "WORD", "notes": "WORD",
                 "phone": "+49 170 1234567", "pipeline_id": %s, "assigned_user_id": %s, "tags": ["WORD", "other WORD"], "custom_fields": {"WORD": "WORD"}}
                """.formatted(pipelineId, user.text("data.id"))));
        var tag = api.post("/api/v1/tags", body("""
                {"name": "lone WORD"}
                """));
        var webhook = webhook(api);
        place("/api/v1/webhooks/{id}", webhook);
        place(
                "/api/v1/webhooks/{id}/deliveries/{delivery}",
                api.get("/api/v1/webhooks/" + webhook + "/deliveries").text("data.0.id"));
        api.post("/api/inbound/leads?tenant=" + workspace.slug(), body("{\"first_name\": \"WORD without an e-mail\"}"));
        place("/api/v1/intake/{id}", api.get("/api/v1/intake").text("data.0.id"));
        place(
                "/api/v1/integrations/{id}",
                made(api, "/api/v1/integrations", "{\"type\": \"webhook\", \"name\": \"WORD\"}"));
        place("/api/v1/leads/{id}", lead.text("data.id"));
        var automation = made(api, "/api/v1/automations", AUTOMATION);
        place("/api/v1/automations/{id}", automation);
        place(
                "/api/v1/automations/{id}/runs/{run}",
                api.post("/api/v1/automations/" + automation + "/runs", "{\"lead_id\": " + lead.text("data.id") + "}")
                        .text("data.id"));
        body("leadhub /api/v1/automations", AUTOMATION);
        body("leadhub /api/v1/automations/{id}", "{\"name\": \"changed WORD\"}");
        body("leadhub /api/v1/automations/{id}/preview", "{\"steps\": []}");
        var simulated = "{\"trigger\": {\"type\": \"lead_created\"}}";
        api.post("/api/v1/automations/" + automation + "/simulate", simulated);
        body("leadhub /api/v1/automations/{id}/simulate", simulated);
        body("leadhub /api/v1/automations/{id}/runs", "{\"lead_id\": " + lead.text("data.id") + "}");
        body("leadhub /api/v1/automations/{id}/rotate", "{}");
        body("leadhub /api/v1/automations/{id}/runs/retry", "{}");
        body("leadhub /api/v1/automations/{id}/runs/{run}/retry", "{}");
        body("leadhub /api/v1/automations/{id}/runs/{run}/cancel", "{}");
        place("/api/v1/leads/{id}/tags/{tag}", word);
        workspace.lookForDuplicates();
        place("/api/v1/duplicates/{id}", api.get("/api/v1/duplicates").text("data.0.id"));
        body("leadhub /api/v1/duplicates/{id}/dismiss", "{}");
        body("leadhub /api/v1/duplicates/rows/dismiss", "{}");
        body("leadhub /api/v1/duplicates/{id}/resolve", "{\"action\": \"fill\"}");
        body("leadhub /api/v1/leads/{id}/merge", "{\"dry_run\": true, \"lead_id\": " + twin + "}");
        body("leadhub /api/v1/leads/{id}/unmerge", "{\"lead_id\": " + twin + "}");
        place("/api/v1/leads/{id}/notes/{note_id}", made(api, "/api/v1/leads/" + lead.text("data.id") + "/notes", """
                {"body": "WORD"}
                """));
        var files = "/api/v1/leads/" + lead.text("data.id") + "/files";
        place("/api/v1/leads/{id}/files/{file_id}", made(saying(api, FILE), files, FILE));
        body("leadhub /api/v1/leads/{id}/files", FILE);
        body("leadhub /api/v1/leads/{id}/notes/{note_id}/files", FILE);
        place("/api/v1/leads/{id}/tasks/{task_id}", made(api, "/api/v1/leads/" + lead.text("data.id") + "/tasks", """
                {"title": "WORD"}
                """));
        place("/api/v1/custom-fields/{id}", made(api, "/api/v1/custom-fields", """
                {"label": "label WORD", "type": "text"}
                """));
        place("/api/v1/companies/{key}", word);
        place("/api/v1/reports/{report}", "leads");
        place("/api/v1/dashboards/{id}", made(api, "/api/v1/dashboards", """
                {"name": "WORD", "tiles": [{"report": "leads", "filter": {"source": "WORD"}}]}
                """));
        place("/api/v1/lost-reasons/{id}", made(api, "/api/v1/lost-reasons", """
                {"name": "reason WORD"}
                """));
        place("/api/v1/suppressed-emails/{id}", made(api, "/api/v1/suppressed-emails", """
                {"email": "gone.WORD@example.com"}
                """));
        place("/api/v1/suppressed-phones/{id}", made(api, "/api/v1/suppressed-phones", """
                {"phone": "+49 30 901822"}
                """));
        var email = workspace.emailWithFile(lead.number("data.id"));
        place("/api/v1/leads/{id}/emails/{email_id}", Long.toString(email.emailId()));
        place("/api/v1/leads/{id}/emails/{email_id}/attachments/{attachment_id}", email.fileId());
        place("/api/v1/leads/{id}/sms/{sms_id}", Long.toString(workspace.receivedSms(lead.number("data.id"))));
        place("/api/v1/leads/{id}/sms/{sms_id}/attachments/{number}", Long.toString(workspace.id()));
        body("leadhub /api/v1/leads/{id}/sms/{sms_id}/attachments/{number}/fetch", "{}");
        body("leadhub /api/v1/leads/{id}/sms", "{\"message\": \"WORD\"}");
        body("leadhub /api/v1/suppressed-emails", "{\"email\": \"new.WORD@example.com\"}");
        body("leadhub /api/v1/suppressed-phones", "{\"phone\": \"+49 30 901821\"}");
        body("leadhub /api/v1/leads/{id}/emails", "{\"subject\": \"WORD\", \"body\": \"WORD\"}");
        var form = made(api, "/api/v1/forms", """
                {"name": "WORD", "description": "WORD", "settings": {"success_message": "WORD", "tags": ["WORD"], "double_opt_in": true},
                 "fields": [{"key": "email", "type": "email"}, {"key": "message", "type": "textarea"}, {"key": "WORD", "type": "file"}]}
                """);
        place("/api/v1/forms/{id}", form);
        place(
                "/api/v1/forms/{id}/submissions/{submission}",
                made(
                        api.with("Content-Type", "multipart/form-data; boundary=x"),
                        "/api/v1/forms/" + form + "/submissions",
                        SUBMISSION.replace("\n", "\r\n")));
        place("/api/v1/forms/{id}/submissions/{submission}/files/{key}", word);
        var bot = made(api, "/api/v1/bots", BOT);
        place("/api/v1/bots/{uuid}", bot);
        var chat = workspace.chat(bot, word);
        place("/api/v1/conversations/{conversation}", chat);
        place("/api/v1/conversations/{conversation}/messages/{number}", workspace.fileOfMessage(chat, word));
        body("leadhub /api/v1/bots", BOT);
        body("leadhub /api/v1/bots/{uuid}", "{\"name\": \"changed WORD\"}");
        api.patch("/api/v1/bots/" + bot + "/flow", body(FLOW));
        api.post("/api/v1/bots/" + bot + "/flow/publish", "{}");
        place("/api/v1/bots/{uuid}/knowledge/{id}", made(api, "/api/v1/bots/" + bot + "/knowledge", DOCUMENT));
        body("leadhub /api/v1/bots/{uuid}/knowledge", DOCUMENT);
        body("leadhub /api/v1/bots/{uuid}/flow", FLOW);
        body("leadhub /api/v1/bots/{uuid}/flow/publish", "{}");
        body("leadhub /api/v1/bots/{uuid}/flow/try", "{\"said\": [\"WORD\"]}");
        body("leadhub /api/v1/conversations", """
                {"lead_id": %s, "integration_id": %s, "template": {"name": "WORD", "language": "en"}}
                """.formatted(
                        lead.text("data.id"), made(api, "/api/v1/integrations", WHATSAPP)));
        body("leadhub /api/v1/conversations/{conversation}/messages", "{\"content\": \"WORD\"}");
        body(
                "leadhub /api/v1/conversations/{conversation}/claim",
                "{\"user_id\": %d}".formatted(workspace.user(Role.AGENT).id()));
        body("leadhub /api/v1/conversations/{conversation}/notes", "{\"content\": \"WORD\"}");
        body("leadhub /api/v1/conversations/{conversation}/messages/{number}/attachment/fetch", "{}");
        body("leadhub /api/v1/conversations/{conversation}/retry", "{\"number\": 1}");
        body("leadhub /api/v1/conversations/{conversation}/release", "{}");
        body("leadhub /api/v1/conversations/{conversation}/resolve", "{}");
        place(
                "/api/v1/imports/{id}",
                made(
                        api.with("Content-Type", "multipart/form-data; boundary=x"),
                        "/api/v1/imports",
                        IMPORT.replace("\n", "\r\n")));
        body("leadhub /api/v1/imports", IMPORT.replace("\n", "\r\n"));
        body("leadhub /api/v1/imports/{id}", "{\"options\": {\"duplicates\": \"fill\"}}");
        for (var action : List.of("start", "pause", "resume", "cancel", "undo")) {
            body("leadhub /api/v1/imports/{id}/" + action, "{}");
        }
        var bulk = "{\"filter\": {\"search\": \"WORD\"}, \"action\": \"add_tag\", \"config\": {\"tag\": \"WORD\"}}";
        place("/api/v1/leads/bulk-changes/{id}", made(api, "/api/v1/leads/bulk-changes", bulk));
        body("leadhub /api/v1/leads/bulk-changes", bulk);
        body("leadhub /api/v1/leads/bulk-changes/{id}/undo", "{}");
        body("leadhub /api/v1/leads/bulk-changes/{id}/stop", "{}");
        var export =
                "{\"name\": \"WORD\", \"user_id\": %d, \"filter\": {\"search\": \"WORD\"}, \"schedule\": {\"every\": \"daily\", \"hour\": 9}}"
                        .formatted(workspace.user(Role.ADMIN).id());
        var exported = made(api, "/api/v1/exports", export);
        place("/api/v1/exports/{id}", exported);
        place("/api/v1/exports/{id}/files/{file}", workspace.exported(exported));
        // Else each day that a test lets pass would have a file made in every workspace.
        api.patch("/api/v1/exports/" + exported, "{\"status\": \"paused\"}");
        body("leadhub /api/v1/exports", export);
        body("leadhub /api/v1/exports/{id}", "{\"name\": \"changed WORD\"}");
        body("leadhub /api/v1/exports/{id}/run", "{}");
        place("/api/v1/email-templates/{id}", made(api, "/api/v1/email-templates", """
                {"name": "WORD", "subject": "WORD", "body": "WORD"}
                """));
        place("/api/v1/pipelines/{id}", pipelineId);
        place("/api/v1/pipelines/{pipeline}", pipelineId);
        place("/api/v1/pipelines/{pipeline}/stages/{id}", pipeline.text("data.stages.1.id"));
        place("/api/v1/tags/{id}", tag.text("data.id"));
        place("/api/v1/users/{id}", user.text("data.id"));
        body("leadhub /api/v1/leads", "{\"first_name\": \"new WORD\"}");
        body("leadhub /api/v1/leads/bulk", """
                {"operation": "upsert", "leads": [
                    {"first_name": "one of many WORD"},
                    {"first_name": "WORD", "email": "WORD@example.com", "industry": "WORD"}]}
                """);
        body("leadhub /api/v1/leads/bulk-delete", "{\"ids\": [999999999999]}");
        body("leadhub /api/v1/leads/{id}", "{\"first_name\": \"changed WORD\"}");
        body("leadhub /api/v1/leads/{id}/tags", "{\"tag\": \"another WORD\"}");
        body("leadhub /api/v1/leads/{id}/notes", "{\"body\": \"new WORD\"}");
        body("leadhub /api/v1/leads/{id}/notes/{note_id}", "{\"body\": \"changed WORD\"}");
        body("leadhub /api/v1/leads/{id}/tasks", "{\"title\": \"new WORD\"}");
        body("leadhub /api/v1/leads/{id}/tasks/{task_id}", "{\"title\": \"changed WORD\"}");
        body("leadhub /api/v1/custom-fields", "{\"label\": \"new WORD\", \"type\": \"number\"}");
        body("leadhub /api/v1/custom-fields/{id}", "{\"label\": \"changed WORD\"}");
        body("leadhub /api/v1/dashboards", "{\"name\": \"WORD\", \"tiles\": [{\"report\": \"value\"}]}");
        body("leadhub /api/v1/dashboards/{id}", "{\"name\": \"changed WORD\"}");
        body("leadhub /api/v1/lost-reasons", "{\"name\": \"new WORD\"}");
        body("leadhub /api/v1/lost-reasons/{id}", "{\"name\": \"changed WORD\"}");
        body("leadhub /api/v1/email-templates", "{\"name\": \"new WORD\", \"subject\": \"WORD\", \"body\": \"WORD\"}");
        body("leadhub /api/v1/email-templates/{id}", "{\"name\": \"changed WORD\"}");
        body("leadhub /api/v1/email-templates/{id}/preview", "{\"lead_id\": %s}".formatted(lead.text("data.id")));
        body("leadhub /api/v1/pipelines", "{\"name\": \"new WORD\"}");
        body("leadhub /api/v1/pipelines/{id}", "{\"name\": \"changed WORD\"}");
        body("leadhub /api/v1/pipelines/{pipeline}/stages", "{\"name\": \"new WORD\"}");
        body("leadhub /api/v1/pipelines/{pipeline}/stages/{id}", "{\"name\": \"changed WORD\"}");
        body("leadhub /api/v1/tags", "{\"name\": \"new WORD\"}");
        body("leadhub /api/v1/tags/{id}", "{\"name\": \"changed WORD\"}");
        body("leadhub /api/v1/users", "{\"name\": \"WORD\", \"email\": \"new.WORD@example.com\"}");
        body("leadhub /api/v1/users/{id}", "{\"name\": \"changed WORD\"}");
        body("leadhub /api/v1/forms", "{\"name\": \"new WORD\"}");
        body("leadhub /api/v1/forms/{id}", "{\"name\": \"changed WORD\"}");
        body("leadhub /api/v1/forms/{id}/rotate", "{}");
        body("leadhub /api/v1/forms/{id}/submissions", "{\"email\": \"another.WORD@example.com\"}");
        body("leadhub /api/v1/forms/{id}/submissions/{submission}", "{\"status\": \"accepted\"}");
        body("leadhub /api/v1/webhooks", WEBHOOK);
        body("leadhub /api/v1/webhooks/{id}", "{\"name\": \"changed WORD\"}");
        body("leadhub /api/v1/webhooks/{id}/rotate", "{\"overlap_hours\": 1}");
        body("leadhub /api/v1/webhooks/{id}/test", "{}");
        body("leadhub /api/v1/webhooks/{id}/replay", "{\"status\": \"skipped\"}");
        body("leadhub /api/v1/webhooks/{id}/deliveries/{delivery}/replay", "{}");
        body("leadhub /api/v1/integrations", "{\"type\": \"webhook\", \"name\": \"new WORD\"}");
        body("leadhub /api/v1/integrations/{id}", "{\"name\": \"changed WORD\"}");
        body("leadhub /api/v1/integrations/{id}/rotate", "{}");
        body("leadhub /api/v1/integrations/{id}/test", "{}");
        body("leadhub /api/v1/integrations/{id}/backfill", "{\"since\": \"2026-01-01\"}");
        body("leadhub /api/v1/integrations/{id}/mapping/preview", "{\"payload\": {\"email\": \"WORD@example.com\"}}");
        body("leadhub /api/v1/intake/replay", "{\"status\": \"failed\"}");
        body("leadhub /api/v1/intake/{id}/replay", "{}");
        body("leadhub /api/inbound/leads", "{\"email\": \"inbound.WORD@example.com\"}");
        body("lymbe /api/v1/leads", "{\"name\": \"new WORD\", \"email\": \"lymbe.WORD@example.com\"}");
    }

    /** A webhook with a delivery; its id. */
    private String webhook(ApiClient api) {
        var webhook = api.post("/api/v1/webhooks", body(WEBHOOK)).text("data.id");
        var lead = api.post("/api/v1/leads", body("{\"first_name\": \"lone WORD\"}"));
        api.delete("/api/v1/leads/" + lead.text("data.id"));
        return webhook;
    }

    /** Makes one of everything in a workspace. */
    public static RouteExamples in(TestWorkspace workspace) {
        return new RouteExamples(workspace);
    }

    public TestWorkspace workspace() {
        return workspace;
    }

    /** A word that stands in every text of this workspace, and nowhere else. */
    public String word() {
        return word;
    }

    /** The route's path with this workspace's records in its places. */
    public String path(Route route) {
        return path(route, this, -1);
    }

    /** The same, but with another workspace's record in one of its places, counted from 0. */
    public String path(Route route, RouteExamples other, int foreignPlace) {
        var path = new StringBuilder();
        var template = new StringBuilder();
        var place = 0;
        for (var segment : route.template().substring(1).split("/")) {
            template.append('/').append(segment);
            var isPlace = segment.startsWith("{");
            var from = isPlace && place++ == foreignPlace ? other : this;
            path.append('/').append(isPlace ? from.placed(route, template.toString()) : segment);
        }
        return route.template().startsWith("/api/inbound/") ? path + "?tenant=" + workspace.slug() : path.toString();
    }

    /** How many places of records the route's path has; the name of a report is nobody's record. */
    public static int places(Route route) {
        return (int) route.template()
                .replace("/reports/{report}", "")
                .chars()
                .filter(c -> c == '{')
                .count();
    }

    /** A body that the route takes; null where it takes none. */
    public @org.jspecify.annotations.Nullable String body(String dialect, Route route) {
        if (route.method().equals("GET") || route.method().equals("DELETE")) {
            return null;
        }
        var body = bodies.get(dialect + " " + route.template());
        if (body == null) {
            throw new AssertionError(MISSING.formatted("body", dialect + " " + route.method(), route.template()));
        }
        return body;
    }

    private String placed(Route route, String template) {
        var value = places.get(template);
        if (value == null) {
            throw new AssertionError(MISSING.formatted("place " + template, route.method(), route.template()));
        }
        return value;
    }

    private String made(ApiClient api, String path, String body) {
        return api.post(path, body(body)).text("data.id");
    }

    private void place(String template, String value) {
        if (value.isEmpty()) {
            throw new AssertionError("Nothing was made for " + template);
        }
        places.put(template, value);
    }

    private void body(String route, String body) {
        bodies.put(route, body(body));
    }

    private String body(String template) {
        return template.replace("WORD", word);
    }

    /** The client, saying what the body is where it isn't JSON: one with files is multipart. */
    public static ApiClient saying(ApiClient client, @Nullable String body) {
        return body != null && body.startsWith("--x\r\n")
                ? client.with("Content-Type", "multipart/form-data; boundary=x")
                : client;
    }
}
