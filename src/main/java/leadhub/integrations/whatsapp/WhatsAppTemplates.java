package leadhub.integrations.whatsapp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import leadhub.conversations.ApprovedTemplate;
import leadhub.conversations.MessageTemplate;
import leadhub.integrations.meta.Graph;
import leadhub.integrations.provider.ProviderHttp;
import tools.jackson.databind.JsonNode;

/**
 * Reads which templates of an account Meta has approved: those that text alone fills.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates/">Meta's reference</a>
 */
final class WhatsAppTemplates {
    private static final int PER_PAGE = 100;
    private static final int MOST_PAGES = 5;
    private static final int MOST_TEXT = 2_000;

    /** Buttons that are the same for everybody. */
    private static final Set<String> PLAIN_BUTTONS = Set.of("QUICK_REPLY", "PHONE_NUMBER", "URL");

    private WhatsAppTemplates() {}

    static List<ApprovedTemplate> read(Graph graph, String account) {
        var all = new ArrayList<ApprovedTemplate>();
        var next = "";
        for (var page = 0; page < MOST_PAGES; page++) {
            var query = new LinkedHashMap<String, String>();
            query.put("fields", "name,language,status,category,components");
            query.put("limit", Integer.toString(PER_PAGE));
            if (!next.isEmpty()) {
                query.put("after", next);
            }
            var told = graph.get("/" + ProviderHttp.part(account) + "/message_templates", query);
            told.path("data").forEach(one -> template(one).ifPresent(all::add));
            next = told.path("paging").has("next")
                    ? told.path("paging").path("cursors").path("after").asString("")
                    : "";
            if (next.isEmpty()) {
                break;
            }
        }
        return all;
    }

    /** Empty for one that isn't approved, or that text alone doesn't fill. */
    private static Optional<ApprovedTemplate> template(JsonNode told) {
        var category = told.path("category").asString("").toLowerCase(Locale.ROOT);
        if (!told.path("status").asString("").equals("APPROVED") || category.equals("authentication")) {
            return Optional.empty();
        }
        var texts = new LinkedHashMap<String, String>();
        for (var component : told.path("components")) {
            if (!isPlain(component)) {
                return Optional.empty();
            }
            texts.put(
                    component.path("type").asString(""), component.path("text").asString(""));
        }
        var body = texts.getOrDefault("BODY", "");
        var parameters = ApprovedTemplate.places(body);
        return Optional.of(new ApprovedTemplate(
                        told.path("name").asString(""),
                        told.path("language").asString(""),
                        category,
                        texts.getOrDefault("HEADER", ""),
                        body,
                        texts.getOrDefault("FOOTER", ""),
                        parameters))
                .filter(WhatsAppTemplates::isUsable);
    }

    private static boolean isUsable(ApprovedTemplate one) {
        return !one.body().isBlank()
                && one.body().length() <= MOST_TEXT
                && one.header().length() <= MOST_TEXT
                && one.footer().length() <= MOST_TEXT
                && !one.name().isEmpty()
                && one.name().length() <= MessageTemplate.MOST_NAME
                && !one.language().isEmpty()
                && one.language().length() <= MessageTemplate.MOST_LANGUAGE
                && one.parameters().size() <= MessageTemplate.MOST_PARAMETERS;
    }

    /** Whether nothing but the body is to be filled. */
    private static boolean isPlain(JsonNode component) {
        return switch (component.path("type").asString("")) {
            case "BODY", "FOOTER" -> true;
            case "HEADER" -> component.path("format").asString("").equals("TEXT") && isFixed(component.path("text"));
            case "BUTTONS" -> component.path("buttons").valueStream().allMatch(WhatsAppTemplates::isPlainButton);
            default -> false;
        };
    }

    private static boolean isPlainButton(JsonNode button) {
        return PLAIN_BUTTONS.contains(button.path("type").asString("")) && isFixed(button.path("url"));
    }

    private static boolean isFixed(JsonNode text) {
        return ApprovedTemplate.places(text.asString("")).isEmpty();
    }
}
