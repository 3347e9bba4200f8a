package leadhub.integrations.tiktok;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leadhub.base.Json;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.TypeField;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks TikTok's Business API. It answers 200 to everything: its codes say what happened. Paths end in a slash.
 *
 * @see <a href="https://business-api.tiktok.com/portal/docs">TikTok's description</a>
 */
record TikTokApi(IntegrationConfig config, ProviderHttp http) {
    static final TypeField ACCESS_TOKEN = TypeField.secret("tiktok", "access_token");
    static final TypeField ADVERTISER_ID = TypeField.text("tiktok", "advertiser_id");
    static final TypeField LIBRARY_ID = TypeField.text("tiktok", "library_id");
    static final TypeField API_BASE_URL = TypeField.apiBaseUrl("https://business-api.tiktok.com");

    private static final String ROOT = "/open_api/v1.3/page/";
    private static final int FORMS_AT_ONCE = 100;
    private static final int MOST_PAGES_OF_FORMS = 50;
    private static final Set<Integer> FINE = Set.of(0, 20001);
    private static final Set<Integer> LATER = Set.of(40016, 40100, 40132, 40133);
    private static final Set<Integer> TOKEN = Set.of(40104, 40105);

    /** A file with the leads of a form that is being made. @param status {@code CREATED}, {@code RUNNING}, {@code SUCCEED} or {@code FAILED} */
    record Task(String id, String status, String fileType) {}

    /** The ids of all instant forms. */
    List<String> forms() {
        var ids = new ArrayList<String>();
        for (var page = 1; page <= MOST_PAGES_OF_FORMS; page++) {
            var data = forms(page, FORMS_AT_ONCE);
            data.path("list").forEach(form -> ids.add(form.path("page_id").asString("")));
            if (data.path("page_info").path("total_page").asInt(1) <= page) {
                break;
            }
        }
        return ids;
    }

    /** Whether it can be asked for forms: one of them is enough to tell. */
    void check() {
        forms(1, 1);
    }

    private JsonNode forms(int page, int most) {
        var query = owner();
        query.put("business_type", "LEAD_GEN");
        query.put("page", Integer.toString(page));
        query.put("page_size", Integer.toString(most));
        return data(http.get(uri("get/", query), headers("")));
    }

    /** Begins to make the file. @param region in which the leads are; empty for neither Europe nor the United States */
    Task begin(String formId, String region) {
        var body = body();
        body.put("page_id", formId);
        return task(body, region);
    }

    /** Looks how far a file is. */
    Task look(String formId, String region, String taskId) {
        var body = body();
        body.put("page_id", formId);
        body.put("task_id", taskId);
        return task(body, region);
    }

    private Task task(ObjectNode body, String region) {
        var data = data(http.post(uri("lead/task/", Map.of()), headers(region), body));
        return new Task(
                data.path("task_id").asString(body.path("task_id").asString("")),
                data.path("status").asString(""),
                data.path("file_type").asString("csv"));
    }

    byte[] download(String region, String taskId) {
        var query = owner();
        query.put("task_id", taskId);
        return http.download(uri("lead/task/download/", query), headers(region), TikTokApi::failure)
                .bytes();
    }

    private Map<String, String> owner() {
        var owner = new LinkedHashMap<String, String>();
        var field = config.text(LIBRARY_ID.key()).isPresent() ? LIBRARY_ID : ADVERTISER_ID;
        owner.put(field.key(), config.text(field.key()).orElse(""));
        return owner;
    }

    private ObjectNode body() {
        var body = Json.MAPPER.createObjectNode();
        owner().forEach(body::put);
        return body;
    }

    private URI uri(String path, Map<String, String> query) {
        return ProviderHttp.uri(config.choice(API_BASE_URL), ROOT + path, query);
    }

    private Map<String, String> headers(String region) {
        var token = Map.of("Access-Token", config.secret(ACCESS_TOKEN.key()).orElse(""));
        if (region.isEmpty()) {
            return token;
        }
        var headers = new LinkedHashMap<>(token);
        headers.put("x-lead-region", region);
        return headers;
    }

    private static JsonNode data(ProviderHttp.Answer answer) {
        if (answer.isSuccess() && FINE.contains(answer.json().path("code").asInt(-1))) {
            return answer.json().path("data");
        }
        throw failure(answer);
    }

    private static ProviderFailure failure(ProviderHttp.Answer answer) {
        var code = answer.json().path("code").asInt(-1);
        var says = "HTTP " + answer.status() + ", code " + code;
        if (TOKEN.contains(code)) {
            return ProviderFailure.token(says);
        }
        if (LATER.contains(code) || code >= 50000) {
            return ProviderFailure.later(says, answer.pause());
        }
        return answer.isSuccess() ? ProviderFailure.refused(says) : answer.failure(null);
    }
}
