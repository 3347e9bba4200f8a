package leadhub.forms.site;

import java.util.HashMap;
import java.util.Map;
import leadhub.base.Unicode;
import leadhub.forms.Form;
import leadhub.forms.fields.FieldType;
import leadhub.forms.fields.FormField;
import leadhub.forms.submissions.Attribution;
import leadhub.web.input.Query;
import leadhub.web.input.Texts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What an address fills in beforehand: fields that people see and can change, nothing that they agree to, and where they came from. */
final class Prefill {
    private static final int MOST_CAME = 30;
    private static final int MOST_CHARACTERS = 500;

    private Prefill() {}

    static Map<String, JsonNode> of(Form form, Query query) {
        var values = new HashMap<String, JsonNode>();
        for (var field : form.fields()) {
            if (isOpen(field)) {
                query.value(field.key())
                        .map(Unicode::nfc)
                        .filter(text -> Texts.isSound(text) && Texts.length(text) <= field.mostCharacters())
                        .ifPresent(text -> values.put(field.key(), JsonNodeFactory.instance.stringNode(text)));
            }
        }
        // Where somebody came from goes back with what they send.
        query.names().stream()
                .filter(Attribution::isMember)
                .filter(name ->
                        form.fields().stream().noneMatch(field -> field.key().equals(name)))
                .limit(MOST_CAME)
                .forEach(name -> query.value(name)
                        .filter(text -> Texts.isSound(text) && Texts.length(text) <= MOST_CHARACTERS)
                        .ifPresent(text -> values.put(name, JsonNodeFactory.instance.stringNode(text))));
        return values;
    }

    private static boolean isOpen(FormField field) {
        return field.type() != FieldType.HIDDEN && field.type() != FieldType.CONSENT && field.type() != FieldType.FILE;
    }
}
