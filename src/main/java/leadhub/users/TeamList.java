package leadhub.users;

import java.util.List;
import java.util.Set;

/**
 * What the page of all users shows.
 *
 * @param withTwoSteps the ids of those who sign in with two steps
 * @param isRefused a change would have taken away the last admin, or one's own access
 */
public record TeamList(List<User> users, Set<Long> withTwoSteps, long number, long lastPage, boolean isRefused) {}
