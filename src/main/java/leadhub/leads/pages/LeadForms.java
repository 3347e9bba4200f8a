package leadhub.leads.pages;

import leadhub.base.Change;
import leadhub.fields.FieldKind;
import leadhub.fields.Fields;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadReader;
import leadhub.panel.Visit;
import leadhub.web.input.LocalNumbers;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Reads what people typed about a lead: as the API's reader does, but numbers in their own way. */
@Component
class LeadForms {
    private final Fields fields;

    LeadForms(Fields fields) {
        this.fields = fields;
    }

    /** What the visit's form says; what is wrong with it is noted in the form. */
    LeadChange read(Visit visit) {
        var change = withTypedCurrency(visit, LeadReader.read(visit.form()));
        return change.customFields() instanceof Change.Set<ObjectNode>(var sent) && sent != null
                ? change.withCustomFields(numbers(visit, sent))
                : change;
    }

    /** Who types {@code €5000} says what it is, whatever the currency was. */
    private static LeadChange withTypedCurrency(Visit visit, LeadChange change) {
        if (!change.of(LeadFields.DEAL_VALUE).isSet()) {
            return change;
        }
        return LocalNumbers.currency(
                        visit.form().node().path(LeadFields.DEAL_VALUE.name()).asString(""))
                .map(code -> change.edit()
                        .put(LeadFields.DEAL_CURRENCY, Change.set(code))
                        .build())
                .orElse(change);
    }

    /** The verb, which knows no languages, takes numbers; what was typed stays in the form. */
    private ObjectNode numbers(Visit visit, ObjectNode sent) {
        var read = sent.deepCopy();
        for (var field : fields.all(visit.caller())) {
            var typed = sent.get(field.key());
            if (field.kind() == FieldKind.NUMBER
                    && typed != null
                    && typed.isString()
                    && !typed.stringValue().isBlank()) {
                var number = visit.form().number(field.path(), typed);
                if (number != null) {
                    read.put(field.key(), number);
                }
            }
        }
        return read;
    }

    /** What was sent in a field, as the lead would have it. */
    String sent(Visit visit, String name, String text) {
        return isNumber(visit, name) ? visit.page().numbers().toPlain(text, LocalNumbers.ANY) : text;
    }

    /** What stands in a field, as the visitor writes it. */
    String shown(Visit visit, String name, String text) {
        return isNumber(visit, name) ? visit.page().numberIn(text) : text;
    }

    private boolean isNumber(Visit visit, String name) {
        return LeadFieldText.isNumber(name)
                || fields.all(visit.caller()).stream()
                        .anyMatch(field ->
                                field.kind() == FieldKind.NUMBER && field.path().equals(name));
    }
}
