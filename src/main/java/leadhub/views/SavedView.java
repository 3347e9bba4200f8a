package leadhub.views;

import java.util.List;
import java.util.Map;

/**
 * A list of leads that somebody saved.
 *
 * @param userId its owner
 * @param isShared whether everybody in the workspace sees it
 * @param query its filter and order, as the query string of the list's address
 * @param columns the columns it shows besides the name
 * @param widths how wide columns are, in rem; those that aren't named are as wide as they come
 */
public record SavedView(
        long id,
        long userId,
        String name,
        boolean isShared,
        String query,
        List<String> columns,
        Map<String, Integer> widths) {
    public static final int MOST_CHARACTERS = 60;
}
