package leadhub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table in Markdown, with what was promised beside what was measured. */
final class Report {
    private static final String HEAD = """
            | operation | leads | matching | first ms | p50 ms | p99 ms | req/s | p50 ms (8) | p99 ms (8) \
            | CPU s/1000 LeadHub | CPU s/1000 PostgreSQL | bare/s | round trips | ratio | targets |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|
            """;

    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    void add(Measurement measurement) {
        measurements.add(measurement);
    }

    /** A promise about the whole. */
    void add(Target target) {
        targets.add(target);
    }

    void note(String line) {
        notes.add(line);
    }

    /** What misses something that it is held to. */
    List<Measurement> missing() {
        return measurements.stream()
                .filter(measured -> !Target.of(measured, small(measured), feeder(measured)).stream()
                        .allMatch(Target::met))
                .toList();
    }

    String markdown() {
        var text = new StringBuilder();
        notes.forEach(note -> text.append(note).append("\n"));
        text.append('\n').append(HEAD);
        measurements.forEach(measured -> text.append(row(measured)));
        var all = measurements.stream()
                .flatMap(measured -> Target.of(measured, small(measured), feeder(measured)).stream())
                .toList();
        text.append('\n');
        targets.forEach(target -> text.append("- ").append(target).append('\n'));
        text.append("- Targets in the table: ")
                .append(all.stream().filter(Target::met).count())
                .append(" of ")
                .append(all.size())
                .append(" met.\n");
        return text.toString();
    }

    private String row(Measurement measured) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %s | %.2f | %.2f | %,.0f | %.2f | %.2f | %.3f | %.3f | %,.0f | %.1f | %.2f | %s |%n",
                measured.operation().name(),
                measured.site().leads(),
                measured.matching() < 0 ? "" : String.format(Locale.ROOT, "%,d", measured.matching()),
                Double.isNaN(measured.first()) ? "" : String.format(Locale.ROOT, "%.1f", measured.first()),
                measured.single().p50(),
                measured.single().p99(),
                measured.served().perSecond(),
                measured.served().p50(),
                measured.served().p99(),
                measured.cpu().server(),
                measured.cpu().postgres(),
                measured.bare().perSecond(),
                measured.roundTrips(),
                measured.ratio(),
                Target.of(measured, small(measured), feeder(measured)).stream()
                        .map(Target::toString)
                        .collect(Collectors.joining("; ")));
    }

    private @Nullable Measurement feeder(Measurement measured) {
        return measurements.stream()
                .filter(other ->
                        other.operation().name().equals(measured.operation().feeder()))
                .filter(other -> other.site().equals(measured.site()))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Measurement small(Measurement measured) {
        return measurements.stream()
                .filter(other -> other.isLike(measured)
                        && other.site().leads() < measured.site().leads())
                .findFirst()
                .orElse(null);
    }
}
