package leadhub.integrations.typeform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Json;
import leadhub.integrations.AskedType.Fetched;
import leadhub.integrations.AskedType.Past;
import leadhub.integrations.AskedType.PastLead;
import leadhub.integrations.AskedType.PastLeads;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.provider.ProviderHttp;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads responses of a form from before, and makes each what its hook would have posted. Where it goes on is the last one's token. */
final class TypeformBackfill {
    /** An account may ask twice a second, and a page takes one or two calls. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private TypeformBackfill() {}

    static PastLeads page(TypeformApi typeform, IntegrationConfig config, ProviderHttp http, Past wanted) {
        var items = typeform.responses(config, http, wanted.since(), wanted.next())
                .path("items")
                .values();
        if (items.isEmpty()) {
            return new PastLeads(List.of(), null);
        }
        var definition = definition(typeform.form(config, http));
        var leads = new ArrayList<PastLead>();
        @Nullable String last = null;
        for (var item : items) {
            last = ExternalIds.of(item.path("token")).orElse(null);
            if (item instanceof ObjectNode sheet && last != null) {
                leads.add(new PastLead(last, new Fetched(body(sheet, definition, config), false)));
            }
        }
        return new PastLeads(leads, items.size() < TypeformApi.AT_ONCE ? null : last, PAUSE);
    }

    private static ObjectNode body(ObjectNode sheet, JsonNode definition, IntegrationConfig config) {
        var body = Json.MAPPER.createObjectNode();
        body.put("event_type", Typeform.WHOLE);
        body.putObject(Typeform.SHEET)
                .put("form_id", TypeformApi.formId(config))
                .setAll(sheet)
                .set("definition", definition);
        return body;
    }

    /** Of a form, what a hook says of it: questions of groups stand beside the others. */
    private static ObjectNode definition(JsonNode form) {
        var definition = Json.MAPPER.createObjectNode();
        definition.set("id", form.path("id"));
        definition.set("title", form.path("title"));
        add(definition.putArray("fields"), form.path("fields"));
        return definition;
    }

    private static void add(ArrayNode fields, JsonNode more) {
        for (var field : more) {
            var kept = fields.addObject();
            for (var member : new String[] {"id", "ref", "title", "type"}) {
                kept.set(member, field.path(member));
            }
            add(fields, field.path("properties").path("fields"));
        }
    }
}
