package leadhub.views;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns that somebody sees where no view says otherwise.
 *
 * @param names null for the usual ones
 * @param widths how wide they are, in rem; those that aren't named are as wide as they come
 */
public record ChosenColumns(@Nullable List<String> names, Map<String, Integer> widths) {
    static final ChosenColumns NONE = new ChosenColumns(null, Map.of());
}
