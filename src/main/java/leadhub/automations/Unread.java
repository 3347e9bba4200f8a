package leadhub.automations;

import leadhub.base.Refusal;
import leadhub.web.input.Errors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Numbers in drafts that have two readings where they were typed. A draft keeps them under {@code typed}, for whoever typed
 * them is asked again; published is none of them.
 */
final class Unread {
    private Unread() {}

    /** Refuses each by its path. */
    static void refuse(ObjectNode body, Errors errors) {
        find(body, "", errors);
    }

    private static void find(JsonNode node, String path, Errors errors) {
        if (node instanceof ObjectNode object) {
            if (object.has("field") && object.has("typed")) {
                errors.add(path + ".value", Refusal.of("number"));
            }
            object.properties()
                    .forEach(one ->
                            find(one.getValue(), path.isEmpty() ? one.getKey() : path + "." + one.getKey(), errors));
            return;
        }
        for (var i = 0; i < node.size(); i++) {
            find(node.get(i), path + "." + i, errors);
        }
    }
}
