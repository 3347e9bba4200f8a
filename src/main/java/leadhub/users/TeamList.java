package leadhub.users;

import java.util.List;

/**
 * What the page of all users shows.
 *
 * @param isRefused a change would have taken away the last admin, or one's own access
 */
public record TeamList(List<User> users, long number, long lastPage, boolean isRefused) {}
