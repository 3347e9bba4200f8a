package leadhub.views;

import java.util.List;

/**
 * A list of leads that somebody saved.
 *
 * @param userId its owner
 * @param isShared whether everybody in the workspace sees it
 * @param query its filter and order, as the query string of the list's address
 * @param columns the columns it shows besides the name
 */
public record SavedView(long id, long userId, String name, boolean isShared, String query, List<String> columns) {
    public static final int MOST_CHARACTERS = 60;
}
