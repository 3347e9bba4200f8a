package leadhub.automations;

import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import tools.jackson.databind.JsonNode;

/** An automation of a test, by the API. */
record Rule(ApiClient api, long id) {
    static final String ALL = "/api/v1/automations";

    /** One that is active. @param trigger and steps: as JSON, with single quotes */
    static Rule create(ApiClient api, String trigger, String... steps) {
        return of(api, api.post(ALL, body(trigger, "", steps)));
    }

    /** One that is active. @param more members, each with a comma at its end */
    static Rule with(ApiClient api, String more, String trigger, String... steps) {
        return of(api, api.post(ALL, body(trigger, more, steps)));
    }

    static String body(String trigger, String more, String... steps) {
        return json("{'name': 'Rule', 'is_active': true, %s 'trigger': %s, 'steps': [%s]}"
                .formatted(more, trigger, String.join(", ", steps)));
    }

    static Rule of(ApiClient api, ApiAnswer made) {
        if (made.status() != 201) {
            throw new AssertionError(made.body());
        }
        return new Rule(api, made.number("data.id"));
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }

    String path() {
        return ALL + "/" + id;
    }

    ApiAnswer get() {
        return api.get(path());
    }

    ApiAnswer patch(String body) {
        return api.patch(path(), json(body));
    }

    /** Newest first. */
    JsonNode runs() {
        return api.get(path() + "/runs?per_page=100").at("data");
    }

    long count(String status) {
        return api.get(path() + "/runs?status=" + status).number("meta.total");
    }

    /** Waits until so many runs are so far. */
    void await(String status, long count) {
        Await.until(() -> count(status) == count);
    }

    /** The only run, once it is so far. */
    JsonNode run(String status) {
        await(status, 1);
        return api.get(path() + "/runs?status=" + status).at("data").get(0);
    }

    ApiAnswer start(long leadId) {
        return api.post(path() + "/runs", json("{'lead_id': %d}".formatted(leadId)));
    }
}
