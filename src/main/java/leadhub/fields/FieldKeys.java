package leadhub.fields;

import com.ibm.icu.text.Transliterator;
import java.util.Set;

/** Derives keys from labels: {@code Annual revenue (€)} becomes {@code annual_revenue}, {@code 予算} becomes {@code yu_suan}. */
final class FieldKeys {
    static final int MOST_CHARACTERS = 50;
    private static final Transliterator PLAIN = Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower()");

    private FieldKeys() {}

    /** Whether it looks like one that is derived here. */
    static boolean isKey(String text) {
        return text.length() <= MOST_CHARACTERS && text.matches("[a-z0-9]+(_[a-z0-9]+)*");
    }

    /** The label's key, with a number appended if it is in use. */
    static String of(String label, Set<String> taken) {
        var plain = PLAIN.transliterate(label).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        var cut = plain.substring(0, Math.min(plain.length(), MOST_CHARACTERS)).replaceAll("_+$", "");
        var key = cut.isEmpty() ? "field" : cut;
        var free = key;
        for (var number = 2; taken.contains(free); number++) {
            free = key + "_" + number;
        }
        return free;
    }
}
