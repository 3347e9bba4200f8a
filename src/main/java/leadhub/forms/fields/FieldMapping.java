package leadhub.forms.fields;

import java.util.Set;
import java.util.stream.Collectors;
import leadhub.base.Refusal;
import leadhub.fields.CustomField;
import leadhub.leads.record.LeadFields;
import leadhub.web.input.Input;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;

/** Where a field's value goes in the lead. */
final class FieldMapping {
    /** What a form may write in a lead, custom fields apart. */
    private static final Set<String> WRITABLE = LeadFields.names(LeadFields.SENT_BY_PROGRAMS).stream()
            .filter(name -> !name.equals("custom_fields"))
            .collect(Collectors.toUnmodifiableSet());

    private static final int MOST_KEY = 255;

    private FieldMapping() {}

    /** What was asked for; where nothing was said, the lead's field of that name, else a custom field. */
    static @Nullable String read(Input input, String key, FieldType type) {
        var wanted = input.text("map_to", CustomField.PATH.length() + MOST_KEY);
        if (!wanted.isSet()) {
            return usual(key, type);
        }
        var name = wanted.over(null);
        return name == null || isWritable(name) ? name : input.reject("map_to", Refusal.of("in"));
    }

    private static boolean isWritable(String name) {
        if (!name.startsWith(CustomField.PATH)) {
            return WRITABLE.contains(name);
        }
        var key = name.substring(CustomField.PATH.length());
        return !key.isBlank() && Texts.length(key) <= MOST_KEY;
    }

    /** A file is no value that a lead could have. */
    private static @Nullable String usual(String key, FieldType type) {
        if (type == FieldType.FILE) {
            return null;
        }
        return WRITABLE.contains(key) ? key : CustomField.PATH + key;
    }
}
