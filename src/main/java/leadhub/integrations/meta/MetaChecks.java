package leadhub.integrations.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leadhub.integrations.IntegrationPreview.Check;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;

/** Whether a page is ready at Meta's end: may the token read it, does it tell the app of leads, may its forms be read. */
final class MetaChecks {
    private final Graph graph;
    private final String page;

    MetaChecks(Graph graph, String pageId) {
        this.graph = graph;
        this.page = "/" + ProviderHttp.part(pageId);
    }

    List<Check> all() {
        var checks = new ArrayList<Check>();
        checks.add(check(
                "access_token",
                "The access token can read the page.",
                "The page can't be read with this access token: save a new one, and check the page ID.",
                () -> graph.get(page, Map.of("fields", "id,name")).has("id")));
        if (checks.getFirst().ok()) {
            checks.add(check(
                    "subscription",
                    "The page tells the app of its leads.",
                    "The page doesn't tell the app of its leads: subscribe it to leadgen under Webhooks, Page, or by /subscribed_apps.",
                    this::isSubscribed));
            checks.add(check(
                    "forms",
                    "The forms of the page can be read.",
                    "The forms of the page can't be read: the token needs leads_retrieval, and the app Leads Access in the business settings.",
                    () -> graph.get(page + "/leadgen_forms", Map.of("fields", "id", "limit", "1"))
                            .has("data")));
        }
        return checks;
    }

    private boolean isSubscribed() {
        return graph.get(page + "/subscribed_apps", Map.of("fields", "subscribed_fields"))
                .path("data")
                .valueStream()
                .flatMap(app -> app.path("subscribed_fields").valueStream())
                .anyMatch(field -> field.asString("").equals("leadgen"));
    }

    private interface Question {
        boolean isSo();
    }

    private static Check check(String name, String good, String bad, Question question) {
        try {
            var isSo = question.isSo();
            return new Check(name, isSo, isSo ? good : bad);
        } catch (ProviderFailure e) {
            return Check.failed(name, bad, e.say());
        }
    }
}
