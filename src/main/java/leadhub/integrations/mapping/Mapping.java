package leadhub.integrations.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes of what came in what a program would send to create a lead. */
public record Mapping(List<MappingEntry> entries) {
    private static final int MOST = 200;
    private static final int MOST_USUAL_CHARACTERS = 5_000;
    private static final String CUSTOM = "custom_fields.";
    private static final Set<String> FIELDS = LeadFields.SENT_BY_PROGRAMS.stream()
            .map(LeadField::name)
            .filter(name -> !name.equals("custom_fields"))
            .collect(Collectors.toSet());

    /** What a person is known by: a lead needs one. */
    private static final Set<String> WHO = Set.of("email", "phone", "first_name", "last_name");

    /** @param missing what is mapped and was not found */
    public record Mapped(ObjectNode lead, List<String> missing) {
        /** Whether it says who it is. */
        public boolean isSomebody() {
            return WHO.stream().anyMatch(lead::has);
        }
    }

    /** Reads entries under a name; null if nothing was said. */
    public static @Nullable Mapping read(Input input, String name) {
        if (!input.node().has(name) || input.node().get(name).isNull()) {
            return null;
        }
        if (input.node().get(name) instanceof ArrayNode list && list.isEmpty()) {
            return new Mapping(List.of());
        }
        var entries = input.objects(name, MOST, Mapping::entry).over(List.of());
        return new Mapping(entries == null ? List.of() : entries);
    }

    private static MappingEntry entry(Input input) {
        input.require("from");
        input.require("to");
        var from = input.text("from", JsonPaths.MOST_CHARACTERS).over(null);
        var to = input.text("to", 255).over(null);
        if (from != null && !JsonPaths.isValid(from)) {
            input.reject("from", Refusal.of("integration.json_path"));
        }
        if (to != null && !isTarget(to)) {
            input.reject("to", Refusal.of("in"));
        }
        var usual = input.text("default", MOST_USUAL_CHARACTERS).over(null);
        return new MappingEntry(from == null ? "" : from, to == null ? "" : to, usual);
    }

    private static boolean isTarget(String to) {
        return FIELDS.contains(to) || to.startsWith(CUSTOM) && to.length() > CUSTOM.length();
    }

    /** Where an entry may lead, but for custom fields: tags among them. */
    public static List<String> targets() {
        return LeadFields.SENT_BY_PROGRAMS.stream()
                .map(LeadField::name)
                .filter(FIELDS::contains)
                .toList();
    }

    /** The same with more, as far as it says nothing of them yet. */
    public Mapping and(List<MappingEntry> more) {
        var all = new ArrayList<>(entries);
        more.stream()
                .filter(entry -> entries.stream()
                        .noneMatch(known ->
                                known.from().equals(entry.from()) || known.to().equals(entry.to())))
                .forEach(all::add);
        return new Mapping(all);
    }

    public Mapped apply(JsonNode payload) {
        var lead = Json.MAPPER.createObjectNode();
        var missing = new ArrayList<String>();
        for (var entry : entries) {
            var found = JsonPaths.find(payload, entry.from()).stream()
                    .filter(node -> !node.isContainer() || !node.isEmpty())
                    .filter(node -> !node.isString() || !node.stringValue().isBlank())
                    .toList();
            if (!found.isEmpty()) {
                put(lead, entry.to(), found);
            } else if (entry.usual() != null) {
                put(lead, entry.to(), List.of(lead.stringNode(entry.usual())));
            } else {
                missing.add(entry.from());
            }
        }
        return new Mapped(lead, missing);
    }

    /** What two entries say of one field, the first says. */
    private static void put(ObjectNode lead, String to, List<JsonNode> found) {
        if (to.equals("tags")) {
            var tags = lead.get("tags") instanceof ArrayNode list ? list : lead.putArray("tags");
            texts(found).stream().distinct().forEach(tags::add);
        } else if (to.startsWith(CUSTOM)) {
            var fields =
                    lead.get("custom_fields") instanceof ObjectNode object ? object : lead.putObject("custom_fields");
            var name = to.substring(CUSTOM.length());
            if (!fields.has(name)) {
                fields.set(name, value(lead, found));
            }
        } else if (!lead.has(to)) {
            lead.set(to, isLine(to) ? lead.stringNode(String.join(", ", texts(found))) : value(lead, found));
        }
    }

    private static boolean isLine(String to) {
        return LeadFields.TEXTS.stream().anyMatch(field -> field.name().equals(to));
    }

    private static JsonNode value(ObjectNode maker, List<JsonNode> found) {
        return found.size() == 1 && !found.getFirst().isContainer()
                ? found.getFirst()
                : maker.stringNode(String.join(", ", texts(found)));
    }

    /** Each as a text; of lists, each item. */
    private static List<String> texts(List<JsonNode> found) {
        var texts = new ArrayList<String>();
        for (var node : found) {
            if (node instanceof ArrayNode list) {
                list.forEach(item -> texts.add(text(item)));
            } else {
                texts.add(text(node));
            }
        }
        return texts.stream().filter(text -> !text.isBlank()).toList();
    }

    private static String text(JsonNode node) {
        return node.isContainer() ? Json.write(node) : node.isNull() ? "" : node.asString();
    }

    /** To be kept. */
    public String json() {
        return Json.write(entries.stream().map(Mapping::kept).toList());
    }

    private static Map<String, String> kept(MappingEntry entry) {
        return entry.usual() == null
                ? Map.of("from", entry.from(), "to", entry.to())
                : Map.of("from", entry.from(), "to", entry.to(), "default", entry.usual());
    }

    /** As it is kept. */
    public static Mapping of(String json) {
        var entries = new ArrayList<MappingEntry>();
        Json.MAPPER.readTree(json).forEach(node -> {
            var usual = node.get("default");
            entries.add(new MappingEntry(
                    node.get("from").asString(), node.get("to").asString(), usual == null ? null : usual.asString()));
        });
        return new Mapping(entries);
    }
}
