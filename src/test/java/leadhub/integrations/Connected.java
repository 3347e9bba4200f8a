package leadhub.integrations;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.WholeAnswer;
import tools.jackson.databind.JsonNode;

/** An integration, and whoever posts to it. */
record Connected(ApiClient api, long id, String url) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Connected create(ApiClient api, String body) {
        var made = api.post("/api/v1/integrations", body);
        if (made.status() != 201) {
            throw new AssertionError(made.body());
        }
        return new Connected(api, made.number("data.id"), made.text("data.webhook_url"));
    }

    /** Whether somebody who chooses nothing has to give a field of a type. */
    static boolean isRequired(JsonNode type, JsonNode field) {
        var onlyIf = field.get("only_if");
        if (onlyIf.isNull()) {
            return field.get("required").asBoolean();
        }
        var select = type.get("fields")
                .valueStream()
                .filter(other -> other.get("key").equals(onlyIf.get("field")))
                .findFirst()
                .orElseThrow();
        return onlyIf.get("required").asBoolean() && select.at("/options/0").equals(onlyIf.get("value"));
    }

    /** What a secret makes of a body, as most providers sign it. */
    static String signed(String secret, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String path() {
        return "/api/v1/integrations/" + id;
    }

    ApiAnswer now() {
        return api.get(path());
    }

    ApiAnswer post(String body) {
        return post(body, Map.of("Content-Type", "application/json"));
    }

    ApiAnswer post(String body, Map<String, String> headers) {
        return send("POST", url, body, headers);
    }

    static ApiAnswer send(String method, String url, String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        var response = WholeAnswer.to(request.build(), HTTP);
        return new ApiAnswer(response.statusCode(), response.headers().map(), response.body());
    }

    /** What became of the last that came, once something has. */
    JsonNode last() {
        Await.until(() -> !api.get(path() + "/events").text("data.0.status").equals("received"));
        return api.get("/api/v1/intake/" + api.get(path() + "/events").text("data.0.id"))
                .at("data");
    }

    /** The lead that the last one made or added to. */
    JsonNode lead() {
        var last = last();
        var lead = api.get("/api/v1/leads/" + last.get("lead_id").asString());
        if (lead.status() != 200) {
            throw new AssertionError(last.toString());
        }
        return lead.at("data");
    }
}
