package leadhub.webhooks;

import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Receiver;
import tools.jackson.databind.JsonNode;

/** A webhook of a test, by the API. */
record Hook(ApiClient api, long id, String secret) {
    static Hook create(ApiClient api, Receiver receiver, String... events) {
        return create(api, """
                {"target_url": "%s", "events": ["%s"]}
                """.formatted(receiver.url(), String.join("\", \"", events)));
    }

    static Hook create(ApiClient api, String body) {
        var made = api.post("/api/v1/webhooks", body);
        if (made.status() != 201) {
            throw new AssertionError(made.body());
        }
        return new Hook(api, made.number("data.id"), made.text("data.secret"));
    }

    String path() {
        return "/api/v1/webhooks/" + id;
    }

    ApiAnswer get() {
        return api.get(path());
    }

    String status() {
        return get().text("data.status");
    }

    /** Newest first. */
    JsonNode deliveries(String query) {
        return api.get(path() + "/deliveries?per_page=100&" + query).at("data");
    }

    long count(String status) {
        return api.get(path() + "/deliveries?status=" + status).number("meta.total");
    }

    /** Waits until so many deliveries are so far. */
    void await(String status, long count) {
        Await.until(() -> count(status) == count);
    }

    ApiAnswer delivery(long delivery) {
        return api.get(path() + "/deliveries/" + delivery);
    }

    /** The newest with all that was sent and answered. */
    ApiAnswer last() {
        return delivery(deliveries("").get(0).get("id").asLong());
    }

    /** Waits for so many attempts at the newest. */
    ApiAnswer awaitAttempts(int count) {
        Await.until(() -> last().at("data.attempts").size() >= count);
        return last();
    }

    /** A new lead; its id. */
    long lead() {
        return api.post("/api/v1/leads", "{\"first_name\": \"Sarah\", \"source\": \"website\"}")
                .number("data.id");
    }
}
