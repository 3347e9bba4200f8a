package leadhub.home;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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
