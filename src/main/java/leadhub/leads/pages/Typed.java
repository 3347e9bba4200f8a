package leadhub.leads.pages;

import java.util.Set;
import leadhub.base.Json;
import leadhub.web.input.Input;
import tools.jackson.databind.node.ObjectNode;

/** What somebody typed into a form that is shown again, for something was wrong in it. */
record Typed(ObjectNode form) {
    static final Typed NOTHING = new Typed(Json.MAPPER.createObjectNode());

    static Typed of(Input form) {
        return new Typed(form.node());
    }

    /** What to show in a field: what was typed, else what there is. */
    String text(String field, String present) {
        var typed = form.get(field);
        return typed != null && typed.isString() ? typed.stringValue() : present;
    }

    /** Custom fields with what was typed in them. */
    FieldValuesShown over(FieldValuesShown present) {
        if (!(form.get("custom_fields") instanceof ObjectNode typed)) {
            return present;
        }
        var values = present.values().deepCopy();
        typed.properties().forEach(field -> values.set(field.getKey(), field.getValue()));
        return new FieldValuesShown(present.fields(), values, Set.copyOf(typed.propertyNames()));
    }
}
