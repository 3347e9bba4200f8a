package leadhub.integrations;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A provider that posts leads and hands over those from before, as its documents say: what it posts, and what a double of it answers. */
enum PastProvider {
    TYPEFORM("secret", "\"form_id\": \"lT4\"", "access_token", "/forms/lT4/responses?") {
        @Override
        String posted(String id) {
            return """
                    {"event_id": "01H", "event_type": "form_response", "form_response": {"form_id": "lT4", "token": "%s",
                      "definition": {"id": "lT4", "title": "Webinar", "fields": [{"id": "f1", "ref": "r1", "title": "Mail", "type": "email"}]},
                      "answers": [{"type": "email", "email": "%s@example.com", "field": {"id": "f1", "ref": "r1", "type": "email"}}]}}""".formatted(id, id);
        }

        @Override
        Map<String, String> headers(String body, long seconds) {
            return Map.of("Typeform-Signature", "sha256=" + Base64.getEncoder().encodeToString(hmac(body)));
        }

        @Override
        String past(String id) {
            return """
                    {"landing_id": "x", "token": %s, "response_id": "%s", "submitted_at": "2026-11-20T18:17:02Z", "answers": [
                      {"type": "email", "email": "%s@example.com", "field": {"id": "f1", "ref": "r1", "type": "email"}},
                      {"type": "text", "text": "M", "field": {"id": "f2", "ref": "r2", "type": "short_text"}}]}""".formatted(id, id, id);
        }

        @Override
        void hands(ProviderDouble provider, String... ids) {
            provider.on("/forms/lT4 ", 200, """
                    {"id": "lT4", "title": "Webinar", "fields": [{"id": "f1", "ref": "r1", "title": "Mail", "type": "email"},
                      {"id": "g", "ref": "g", "type": "group", "properties": {"fields": [
                        {"id": "f2", "ref": "r2", "title": "*Which* {{field:r1}} size?", "type": "short_text"}]}}]}""");
            provider.on(path, 200, "{\"total_items\": %d, \"items\": [%s]}".formatted(ids.length, all(ids)));
        }
    },
    JOTFORM(null, "\"form_id\": \"2412\"", "api_key", "/form/2412/submissions?") {
        @Override
        String posted(String id) {
            return "formID=2412&formTitle=Contact&submissionID=" + id
                    + "&rawRequest=%7B%22q4_email%22%3A%22forged%40example.com%22%7D";
        }

        @Override
        Map<String, String> headers(String body, long seconds) {
            return Map.of("Content-Type", "application/x-www-form-urlencoded");
        }

        @Override
        String past(String id) {
            return """
                    {"id": "%s", "form_id": "2412", "ip": "1.2.3.4", "created_at": "2026-11-20 13:17:02", "status": "ACTIVE", "new": "1", "answers": {
                      "3": {"name": "fullName", "order": "1", "text": "Name", "type": "control_fullname", "answer": {"first": "Zoé", "last": "van Dyk"}},
                      "4": {"name": "email", "order": "2", "text": "E-mail", "type": "control_email", "answer": "%s@example.com"},
                      "5": {"name": "whichSize", "order": "3", "text": "Which size?", "type": "control_radio", "answer": "M"},
                      "6": {"name": "submit", "order": "4", "text": "Submit", "type": "control_button"}}}""".formatted(id, id);
        }

        @Override
        void hands(ProviderDouble provider, String... ids) {
            provider.on(
                    "/form/2412 ",
                    200,
                    "{\"responseCode\": 200, \"content\": {\"id\": \"2412\", \"title\": \"Contact\"}}");
            for (var id : ids) {
                provider.on("/submission/" + id, 200, "{\"responseCode\": 200, \"content\": " + past(id) + "}");
            }
            provider.on(path, 200, """
                    {"responseCode": 200, "resultSet": {"offset": 0, "limit": 100, "count": %d}, "content": [%s]}""".formatted(ids.length, all(ids)));
        }
    },
    CALENDLY("signing_key", "\"access_token\": \"T\"", "access_token", "/scheduled_events?organization=") {
        @Override
        String posted(String id) {
            return """
                    {"event": "invitee.created", "payload": {"uri": "https://api.calendly.com/scheduled_events/E/invitees/%s", "email": "%s@example.com",
                      "name": "Zoé van Dyk", "old_invitee": null, "scheduled_event": {"uri": "https://api.calendly.com/scheduled_events/E", "name": "Demo"}}}""".formatted(id, id);
        }

        @Override
        Map<String, String> headers(String body, long seconds) {
            return Map.of(
                    "Calendly-Webhook-Signature",
                    "t=" + seconds + ",v1=" + HexFormat.of().formatHex(hmac(seconds + "." + body)));
        }

        @Override
        String past(String id) {
            return """
                    {"uri": "https://api.calendly.com/scheduled_events/E/invitees/%s", "email": "%s@example.com", "name": "Zoé van Dyk",
                     "created_at": "2026-11-20T18:17:02.000000Z", "old_invitee": null, "questions_and_answers": [
                      {"question": "Which size?", "answer": "M", "position": 0}]}""".formatted(id, id);
        }

        @Override
        void hands(ProviderDouble provider, String... ids) {
            provider.on("/users/me", 200, """
                    {"resource": {"uri": "https://api.calendly.com/users/U", "current_organization": "https://api.calendly.com/organizations/O"}}""");
            provider.on(path, 200, """
                    {"collection": [{"uri": "https://api.calendly.com/scheduled_events/E", "name": "Demo", "start_time": "2026-11-23T10:00:00Z"}],
                     "pagination": {"next_page": null, "next_page_token": null}}""");
            provider.on(
                    "/scheduled_events/E/invitees?",
                    200,
                    "{\"collection\": [%s], \"pagination\": {\"next_page_token\": null}}".formatted(all(ids)));
        }
    },
    TIKTOK(
            "app_secret",
            "\"advertiser_id\": \"7312345678901234569\", \"lead_region\": \"other\"",
            "access_token",
            "lead/task/ ") {
        @Override
        String posted(String id) {
            return """
                    {"object": 1, "time": 1795000000, "entry": [{"id": %s, "lead_source": "INSTANT_FORM", "page_id": 7312345678901234568,
                      "create_time": 1795000000, "changes": [{"field": "email", "value": "%s@example.com"}]}]}""".formatted(id, id);
        }

        @Override
        Map<String, String> headers(String body, long seconds) {
            return Map.of("X-Open-Signature", HexFormat.of().formatHex(hmac(body)));
        }

        @Override
        String past(String id) {
            return id + ",2026-11-20 18:17:02,0,\"Ad, one\",7312345678901234568,Form," + id + "@example.com,M\r\n";
        }

        @Override
        void hands(ProviderDouble provider, String... ids) {
            provider.on("/page/get/?", 200, """
                    {"code": 0, "message": "OK", "data": {"list": [{"page_id": "7312345678901234568"}], "page_info": {"page": 1, "total_page": 1}}}""");
            provider.on(path, 200, """
                    {"code": 0, "data": {"task_id": "T1", "status": "CREATED"}}""", """
                    {"code": 0, "data": {"task_id": "T1", "status": "RUNNING"}}""", """
                    {"code": 0, "data": {"task_id": "T1", "status": "SUCCEED", "file_name": "x.csv", "file_type": "csv"}}""");
            provider.file(
                    "lead/task/download/",
                    "\ufefflead_id,created_time,ad_id,ad_name,form_id,form_name,Email,Which size?\r\n"
                            + Stream.of(ids).map(this::past).collect(Collectors.joining()));
        }

        @Override
        void expire(ProviderDouble provider) {
            provider.on("/page/get/?", 200, "{\"code\": 40105, \"message\": \"x\"}");
        }

        @Override
        void busy(ProviderDouble provider) {
            provider.on(path, 200, "{\"code\": 40100, \"message\": \"x\"}");
        }
    };

    static final String SECRET = "a secret for signatures";
    static final String TOKEN = "a-token-of-the-api";

    private final @Nullable String signing;
    private final String config;
    private final String token;
    final String path;

    PastProvider(@Nullable String signing, String config, String token, String path) {
        this.signing = signing;
        this.config = config;
        this.token = token;
        this.path = path;
    }

    /** As it posts one. */
    abstract String posted(String id);

    abstract Map<String, String> headers(String body, long seconds);

    /** As its API has one. */
    abstract String past(String id);

    /** Has its double hand over these. */
    abstract void hands(ProviderDouble provider, String... ids);

    void expire(ProviderDouble provider) {
        provider.on(this == CALENDLY ? "/users/me" : path, 401, "{\"message\": \"x\"}");
    }

    void busy(ProviderDouble provider) {
        provider.on(path, 429, "{\"message\": \"x\"}");
    }

    String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    String tokenField() {
        return token;
    }

    /** With a token of its API, or without. */
    String body(String url, boolean isAsked) {
        var parts = Stream.of(
                        signing == null ? "" : "\"%s\": \"%s\"".formatted(signing, SECRET),
                        isAsked && this != CALENDLY ? config : "",
                        isAsked ? "\"%s\": \"%s\"".formatted(token, TOKEN) : "",
                        "\"api_base_url\": \"%s\"".formatted(url))
                .filter(part -> !part.isEmpty());
        return "{\"type\": \"%s\", \"config\": {%s}}".formatted(type(), parts.collect(Collectors.joining(", ")));
    }

    String all(String... ids) {
        return Stream.of(ids).map(this::past).collect(Collectors.joining(","));
    }

    static byte[] hmac(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
