package leadhub.integrations.api;

import java.util.List;
import leadhub.integrations.IntegrationType;
import leadhub.integrations.help.IntegrationHelp;
import leadhub.web.Words;

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

    record Field(String key, String label, String type, boolean required, List<String> options, String help) {}

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
                type.fields().stream()
                        .map(field -> new Field(
                                field.key(),
                                ENGLISH.say(field.label()),
                                field.kind().word(),
                                // What we make ourselves nobody has to give.
                                field.isRequired() && !field.isOurs(),
                                field.options(),
                                ENGLISH.say(field.help())))
                        .toList(),
                type.takesLeads() ? List.of("lead") : List.of(),
                IntegrationHelp.url(origin, about.key()));
    }
}
