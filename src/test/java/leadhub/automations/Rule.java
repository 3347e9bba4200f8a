package leadhub.automations;

import java.util.concurrent.atomic.AtomicReference;
import leadhub.base.Json;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import tools.jackson.databind.JsonNode;

/** An automation of a test, by the API. */
public record Rule(ApiClient api, long id) {
    public static final String ALL = "/api/v1/automations";

    /** One that is active. @param trigger and steps: as JSON, with single quotes */
    public static Rule create(ApiClient api, String trigger, String... steps) {
        return of(api, api.post(ALL, body(trigger, "", steps)));
    }

    /** One that is active. @param more members, each with a comma at its end */
    public static Rule with(ApiClient api, String more, String trigger, String... steps) {
        return of(api, api.post(ALL, body(trigger, more, steps)));
    }

    public static String body(String trigger, String more, String... steps) {
        return json("{'name': 'Rule', 'is_active': true, %s 'trigger': %s, 'steps': [%s]}"
                .formatted(more, trigger, String.join(", ", steps)));
    }

    public static Rule of(ApiClient api, ApiAnswer made) {
        if (made.status() != 201) {
            throw new AssertionError(made.body());
        }
        return new Rule(api, made.number("data.id"));
    }

    public static String json(String text) {
        return text.replace('\'', '"');
    }

    public static JsonNode node(String text) {
        return Json.MAPPER.readTree(json(text));
    }

    public String path() {
        return ALL + "/" + id;
    }

    public ApiAnswer get() {
        return api.get(path());
    }

    public ApiAnswer patch(String body) {
        return api.patch(path(), json(body));
    }

    /** Newest first. */
    public JsonNode runs() {
        return api.get(path() + "/runs?per_page=100").at("data");
    }

    public long count(String status) {
        return api.get(path() + "/runs?status=" + status).number("meta.total");
    }

    /** Waits until so many runs are so far. */
    public void await(String status, long count) {
        Await.until(() -> count(status) == count);
    }

    /** The only run, once it is so far. */
    public JsonNode run(String status) {
        var found = new AtomicReference<JsonNode>();
        Await.until(() -> {
            // Seen once: a run that waits may go on meanwhile.
            var runs = api.get(path() + "/runs?status=" + status);
            found.set(runs.at("data").path(0));
            return runs.number("meta.total") == 1;
        });
        return found.get();
    }

    public ApiAnswer start(long leadId) {
        return api.post(path() + "/runs", json("{'lead_id': %d}".formatted(leadId)));
    }
}
