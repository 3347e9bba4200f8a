package leadhub.leads.pages;

import java.math.BigDecimal;
import leadhub.base.Json;
import leadhub.fields.CustomField;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadStatus;
import org.jspecify.annotations.Nullable;

/** What stands in a field of a lead, as forms send it: by that, a form knows what was there when it was shown. */
final class LeadFieldText {
    private LeadFieldText() {}

    /** @param name as the API calls the field; {@code custom_fields.budget} for a custom one. {@code ""} for nothing */
    static String of(Lead lead, String name) {
        if (name.startsWith(CustomField.PATH)) {
            var values = Json.MAPPER.readTree(lead.customFields());
            return same(FieldValuesShown.text(values.get(name.substring(CustomField.PATH.length()))));
        }
        return LeadFields.named(name).map(lead::get).map(LeadFieldText::text).orElse("");
    }

    /** Whether a number stands in a field of the product's own. */
    static boolean isNumber(String name) {
        return LeadFields.named(name)
                .filter(field -> field.kind() == LeadField.Kind.MONEY || field.kind() == LeadField.Kind.WHOLE)
                .isPresent();
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            case LeadStatus status -> status.word();
            case String text -> same(text);
            default -> value.toString();
        };
    }

    /** Browsers send the ends of lines in their own way. */
    static String same(String text) {
        return text.replace("\r\n", "\n").strip();
    }
}
