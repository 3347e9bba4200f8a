package leadhub.home;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How many leads came in on each day.
 *
 * @param sources the biggest one first, and last all the others together, if there are any
 */
public record NewByDay(List<LocalDate> days, List<Source> sources) {

    /**
     * One source.
     *
     * @param name null for all others together
     * @param leads in the order of the days
     */
    public record Source(@Nullable String name, List<Long> leads) {
        /** The colour that all others share. */
        static final int OTHERS = 8;

        private static final int TONES = 7;

        long total() {
            return leads.stream().mapToLong(Long::longValue).sum();
        }
    }

    static NewByDay of(List<LocalDate> days, List<NewLeads> counted) {
        var bySource = new LinkedHashMap<@Nullable String, long[]>();
        for (var each : counted) {
            bySource.computeIfAbsent(each.source(), name -> new long[days.size()])[each.day()] += each.leads();
        }
        var sources = bySource.entrySet().stream()
                .map(entry -> new Source(
                        entry.getKey(), LongStream.of(entry.getValue()).boxed().toList()))
                .sorted(Comparator.<Source, Boolean>comparing(source -> source.name() == null)
                        .thenComparing(Comparator.comparingLong(Source::total).reversed())
                        .thenComparing(source -> String.valueOf(source.name())))
                .toList();
        return new NewByDay(days, sources);
    }

    /**
     * The colour of each source: always the same for a name, unless another one that is shown has it by now; those that
     * come first in the alphabet choose first.
     */
    public Map<String, Integer> tones() {
        var tones = new HashMap<String, Integer>();
        sources.stream().map(Source::name).filter(Objects::nonNull).sorted().forEach(name -> {
            var tone = Math.floorMod(name.hashCode(), Source.TONES);
            while (tones.containsValue(tone + 1)) {
                tone = (tone + 1) % Source.TONES;
            }
            tones.put(name, tone + 1);
        });
        return tones;
    }

    /** The colour of one of them. */
    public int tone(Source source) {
        return source.name() == null ? Source.OTHERS : tones().getOrDefault(source.name(), Source.OTHERS);
    }

    /** All of one day. */
    public long onDay(int day) {
        return sources.stream().mapToLong(source -> source.leads().get(day)).sum();
    }

    /** All of the last so many days. */
    long inLast(int number) {
        return IntStream.range(days.size() - number, days.size())
                .mapToLong(this::onDay)
                .sum();
    }
}
