package leadhub.integrations.api;

import java.util.List;
import leadhub.integrations.IntegrationType;
import leadhub.integrations.TypeField;
import leadhub.integrations.help.IntegrationHelp;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;

/** A type as the API spells it. */
public record TypeView(
        String type,
        String name,
        String category,
        String direction,
        String description,
        String status,
        List<Field> fields,
        List<String> events,
        String docsUrl) {

    /** The API speaks English. */
    private static final Words ENGLISH = Words.in("en");

    /** @param required whatever is chosen */
    record Field(
            String key,
            String label,
            String type,
            boolean required,
            @Nullable OnlyIf onlyIf,
            List<String> options,
            String help) {
        static Field of(TypeField field) {
            // What we make ourselves nobody has to give.
            var isRequired = field.isRequired() && !field.isOurs();
            var condition = field.onlyIf();
            return new Field(
                    field.key(),
                    ENGLISH.say(field.label()),
                    field.kind().word(),
                    isRequired && condition == null,
                    condition == null ? null : new OnlyIf(condition.select().key(), condition.option(), isRequired),
                    field.options(),
                    ENGLISH.say(field.help()));
        }
    }

    /** @param field a select, and which of its options is chosen where this counts */
    record OnlyIf(String field, String value, boolean required) {}

    /** Leads are all that comes in. */
    static TypeView of(IntegrationType type, String origin) {
        var about = type.about();
        return new TypeView(
                about.key(),
                about.name(),
                about.category().word(),
                type.direction().word(),
                ENGLISH.say(about.description()),
                about.status().word(),
                type.fields().stream().map(Field::of).toList(),
                type.takesLeads() ? List.of("lead") : List.of(),
                IntegrationHelp.url(origin, about.key()));
    }
}
