package leadhub.base.settings;

import java.util.HashMap;
import java.util.Map;

/**
 * For how many days what came in from outside is kept.
 *
 * @param usual days
 * @param bySource those of sources that are kept longer or shorter, by their words
 */
public record IntakeDays(int usual, Map<String, Integer> bySource) {
    private static final String HINT = "give days from 1 to 3650, such as 90 or 90,form=365";

    /** Days of a source. */
    public int of(String source) {
        return bySource.getOrDefault(source, usual);
    }

    static IntakeDays read(GivenSettings given) {
        var parts = given.text(Setting.INTAKE_DAYS).split(",", -1);
        var bySource = new HashMap<String, Integer>();
        for (var i = 1; i < parts.length; i++) {
            var words = parts[i].strip().split("=", -1);
            if (words.length != 2 || !words[0].matches("inbound|form|webhook|integration|email|chat|api")) {
                throw given.bad(Setting.INTAKE_DAYS, HINT);
            }
            bySource.put(words[0], days(given, words[1]));
        }
        return new IntakeDays(days(given, parts[0].strip()), bySource);
    }

    private static int days(GivenSettings given, String text) {
        if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > 3650) {
            throw given.bad(Setting.INTAKE_DAYS, HINT);
        }
        return Integer.parseInt(text);
    }
}
