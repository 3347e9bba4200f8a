package leadhub.leads.matching;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import leadhub.base.Unicode;
import leadhub.leads.record.Lead;

/** Whose value is taken in a field, until somebody chooses otherwise. What is empty never wins. */
public enum WinnerRule {
    /** The survivor's. */
    SURVIVOR,
    /** That of the lead that was changed last. */
    NEWEST,
    /** The longest. */
    LONGEST,
    /** That of the lead whose source ranks first. */
    SOURCE;

    /** Its name in forms: {@code newest}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<WinnerRule> ofWord(String word) {
        return Arrays.stream(values()).filter(rule -> rule.word().equals(word)).findFirst();
    }

    /**
     * The place of the lead whose value is taken; among equals the first, which is the survivor.
     *
     * @param values what each has, as people read it
     * @param sources in their order, the most trusted first; others come behind them
     */
    public int winner(List<Lead> leads, List<String> values, List<String> sources) {
        ToLongFunction<Integer> rank = switch (this) {
            case SURVIVOR -> place -> -place;
            case NEWEST -> place -> leads.get(place).updatedAt().toEpochMilli();
            case LONGEST -> place -> values.get(place).length();
            case SOURCE -> place -> -rank(leads.get(place).source(), sources);
        };
        return IntStream.range(0, leads.size())
                .boxed()
                .filter(place -> !values.get(place).isEmpty())
                .max(Comparator.comparingLong(rank).thenComparing(Comparator.reverseOrder()))
                .orElse(0);
    }

    private static long rank(String source, List<String> sources) {
        var key = Unicode.key(source);
        return IntStream.range(0, sources.size())
                .filter(place -> Unicode.key(sources.get(place)).equals(key))
                .findFirst()
                .orElse(sources.size());
    }
}
