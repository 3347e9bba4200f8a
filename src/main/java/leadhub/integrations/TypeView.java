package leadhub.integrations;

import java.util.List;

/** A type as the API spells it. */
record TypeView(
        String type,
        String name,
        String category,
        String direction,
        String description,
        String status,
        List<Field> fields,
        List<String> events,
        String docsUrl) {

    record Field(String key, String label, String type, boolean required, List<String> options, String help) {}

    /** Leads come in by all of them, and that is all that comes. */
    static TypeView of(IntegrationType type, String origin) {
        var about = type.about();
        return new TypeView(
                about.key(),
                about.name(),
                about.category().word(),
                "in",
                about.description(),
                about.status().word(),
                type.fields().stream()
                        .map(field -> new Field(
                                field.key(),
                                field.label(),
                                field.kind().word(),
                                // What we make ourselves nobody has to give.
                                field.isRequired() && !field.isOurs(),
                                field.options(),
                                field.help()))
                        .toList(),
                List.of("lead"),
                origin + "/settings/integrations/help?type=" + about.key());
    }
}
