package leadhub.automations.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import leadhub.integrations.mapping.Mapping;
import leadhub.integrations.webhook.MappedWebhook;
import leadhub.panel.Visit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of a mapping in the builder.
 *
 * @param number that tells its controls from the others', from 1
 */
public record MappingRow(int number, String from, String to, String usual) {
    /** Without scripts no row can be added, so that some wait to be filled in. */
    private static final int BLANK = 2;

    /** What a mapping shows: where nobody has said anything, the usual one. */
    public static List<MappingRow> of(JsonNode mapping) {
        var rows = new ArrayList<MappingRow>();
        if (mapping.isArray()) {
            mapping.forEach(entry -> rows.add(
                    new MappingRow(rows.size() + 1, text(entry, "from"), text(entry, "to"), text(entry, "default"))));
        } else {
            MappedWebhook.USUAL_MAPPING.forEach(
                    entry -> rows.add(new MappingRow(rows.size() + 1, entry.from(), entry.to(), "")));
        }
        for (var i = 0; i < BLANK; i++) {
            rows.add(new MappingRow(rows.size() + 1, "", "", ""));
        }
        return rows;
    }

    private static String text(JsonNode entry, String member) {
        return BuilderScreen.text(entry.path(member));
    }

    /** The lead's own fields, by name. */
    public static List<String> targets() {
        return Mapping.targets();
    }

    /** Puts the rows that aren't empty into a config. */
    static void read(Visit visit, ObjectNode config, String key, String name) {
        var from = Pattern.compile(Pattern.quote(name) + "[.]from[.]([1-9][0-9]{0,2})");
        var mapping = config.arrayNode();
        visit.form().node().propertyNames().stream()
                .map(from::matcher)
                .filter(found -> found.matches())
                .map(found -> Integer.valueOf(found.group(1)))
                .sorted()
                .map(number -> new MappingRow(
                        number,
                        visit.field(name + ".from." + number).strip(),
                        visit.field(name + ".to." + number),
                        visit.field(name + ".default." + number)))
                .filter(row -> !(row.from() + row.to() + row.usual()).isBlank())
                .forEach(row -> row.write(mapping.addObject()));
        if (mapping.isEmpty()) {
            config.remove(key);
        } else {
            config.set(key, mapping);
        }
    }

    private void write(ObjectNode entry) {
        entry.put("from", from).put("to", to);
        if (!usual.isBlank()) {
            entry.put("default", usual);
        }
    }
}
