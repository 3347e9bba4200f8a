package leadhub.views;

import java.util.List;

/**
 * A list that somebody keeps.
 *
 * @param userId whose it is
 * @param isShared whether everybody in the workspace sees it
 * @param query what it asks and in which order, as it stands behind the question mark of the list's address
 * @param columns what it shows of each lead, beside the name
 */
public record SavedView(long id, long userId, String name, boolean isShared, String query, List<String> columns) {
    public static final int MOST_CHARACTERS = 60;
}
