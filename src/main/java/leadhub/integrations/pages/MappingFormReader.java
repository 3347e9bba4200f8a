package leadhub.integrations.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.integrations.mapping.MappingEntry;
import leadhub.panel.Visit;
import tools.jackson.databind.node.ObjectNode;

/** Reads the form of a mapping. Each line has fields of its own, told apart by its number. */
final class MappingFormReader {
    private static final Pattern FROM = Pattern.compile("from[.]([1-9][0-9]{0,3})");

    /** Without scripts no line can be added, so that some wait to be filled in. */
    private static final int BLANK = 2;

    private MappingFormReader() {}

    /** The lines in which something stands. */
    static List<MappingLine> lines(Visit visit, MappingLine.Choices choices) {
        return visit.form().node().propertyNames().stream()
                .map(FROM::matcher)
                .filter(found -> found.matches())
                .map(found -> Integer.valueOf(found.group(1)))
                .sorted()
                .map(number -> new MappingLine(
                        number,
                        visit.field("from." + number).strip(),
                        visit.field("to." + number),
                        visit.field("default." + number),
                        choices,
                        List.of()))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    static List<MappingLine> lines(List<MappingEntry> entries, MappingLine.Choices choices) {
        var lines = new ArrayList<MappingLine>();
        for (var entry : entries) {
            var usual = entry.usual() == null ? "" : entry.usual();
            lines.add(new MappingLine(lines.size() + 1, entry.from(), entry.to(), usual, choices, List.of()));
        }
        return lines;
    }

    /** The same with lines to be filled in. */
    static List<MappingLine> withBlanks(List<MappingLine> lines, MappingLine.Choices choices) {
        var all = new ArrayList<>(lines);
        var last = lines.isEmpty() ? 0 : lines.getLast().number();
        for (var i = 1; i <= BLANK; i++) {
            all.add(MappingLine.empty(last + i, choices));
        }
        return all;
    }

    /** As a program would send it. */
    static ObjectNode body(List<MappingLine> lines) {
        var body = Json.MAPPER.createObjectNode();
        var list = body.putArray("mapping");
        for (var line : lines) {
            var entry = list.addObject();
            entry.put("from", line.from()).put("to", line.to());
            if (!line.usual().isBlank()) {
                entry.put("default", line.usual());
            }
        }
        return body;
    }

    /** What is wrong under {@code mapping.2.from}, at its line. */
    static List<MappingLine> withProblems(List<MappingLine> lines, Map<String, List<Refusal>> problems) {
        var byLine = new HashMap<Integer, List<Refusal>>();
        problems.forEach((path, refusals) -> {
            var place = path.matches("mapping\\.[0-9]{1,3}\\..*") ? Integer.parseInt(path.split("\\.")[1]) : -1;
            byLine.computeIfAbsent(place, key -> new ArrayList<>()).addAll(refusals);
        });
        var all = new ArrayList<MappingLine>();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            all.add(new MappingLine(
                    line.number(),
                    line.from(),
                    line.to(),
                    line.usual(),
                    line.choices(),
                    byLine.getOrDefault(i, List.of())));
        }
        return all;
    }
}
