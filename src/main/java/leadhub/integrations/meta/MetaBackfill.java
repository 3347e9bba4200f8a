package leadhub.integrations.meta;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Json;
import leadhub.integrations.AskedType.Past;
import leadhub.integrations.AskedType.PastLead;
import leadhub.integrations.AskedType.PastLeads;
import leadhub.integrations.provider.ProviderHttp;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads leads of a page from before: form by form, and of each page by page. Where it goes on is a text of JSON: the forms that are left,
 * and the provider's cursor within the first. Its own addresses of next pages aren't kept, for a token may stand in them.
 *
 * <p>Limits: 100 leads a step, 5,000 forms.
 */
final class MetaBackfill {
    private static final String AT_ONCE = "100";
    private static final int MOST_PAGES_OF_FORMS = 50;

    private final MetaLeadForm type;
    private final Graph graph;
    private final String pageId;

    MetaBackfill(MetaLeadForm type, Graph graph, String pageId) {
        this.type = type;
        this.graph = graph;
        this.pageId = pageId;
    }

    private record Place(List<String> forms, @Nullable String after) {
        String json() {
            return Json.write(this);
        }
    }

    PastLeads page(Past wanted) {
        var place =
                wanted.next() == null ? new Place(forms(), null) : Json.MAPPER.readValue(wanted.next(), Place.class);
        if (place.forms().isEmpty()) {
            return new PastLeads(List.of(), null);
        }
        var formId = place.forms().getFirst();
        var query = new LinkedHashMap<String, String>();
        query.put("limit", AT_ONCE);
        query.put("filtering", filter(wanted.since()));
        if (place.after() != null) {
            query.put("after", place.after());
        }
        var answer = type.withFields(graph, "/" + ProviderHttp.part(formId) + "/leads", query);
        var leads = new ArrayList<PastLead>();
        for (var lead : answer.path("data")) {
            leads.add(type.past(graph, lead, pageId, formId));
        }
        return new PastLeads(leads, next(place, answer));
    }

    private static @Nullable String next(Place place, JsonNode answer) {
        var after = after(answer);
        if (after != null) {
            return new Place(place.forms(), after).json();
        }
        var left = place.forms().subList(1, place.forms().size());
        return left.isEmpty() ? null : new Place(left, null).json();
    }

    private static @Nullable String after(JsonNode answer) {
        var paging = answer.path("paging");
        return paging.path("next").isString()
                        && paging.path("cursors").path("after").isString()
                ? paging.path("cursors").path("after").stringValue()
                : null;
    }

    private static String filter(Instant since) {
        return Json.write(
                List.of(Map.of("field", "time_created", "operator", "GREATER_THAN", "value", since.getEpochSecond())));
    }

    private List<String> forms() {
        var ids = new ArrayList<String>();
        String after = null;
        for (var i = 0; i < MOST_PAGES_OF_FORMS; i++) {
            var query = new LinkedHashMap<>(Map.of("fields", "id", "limit", AT_ONCE));
            if (after != null) {
                query.put("after", after);
            }
            var answer = graph.get("/" + ProviderHttp.part(pageId) + "/leadgen_forms", query);
            answer.path("data").forEach(form -> ids.add(form.path("id").asString("")));
            after = after(answer);
            if (after == null) {
                break;
            }
        }
        return ids;
    }
}
