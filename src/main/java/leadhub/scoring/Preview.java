package leadhub.scoring;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a rule that isn't saved yet would change.
 *
 * @param tried how many leads were checked, the newest first
 * @param total how many leads there are
 * @param gaining how many of the checked leads would have more points
 * @param losing how many would have fewer
 * @param moves the biggest changes
 */
public record Preview(long tried, long total, long gaining, long losing, List<Move> moves) {

    /** One lead's score before and after. */
    public record Move(long leadId, Function<Locale, String> name, int before, int after) {
        int size() {
            return Math.abs(after - before);
        }
    }

    public boolean isComplete() {
        return tried >= total;
    }
}
