package leadhub.users;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the page of all users shows.
 *
 * @param withTwoSteps the ids of those who sign in with two steps
 * @param waiting until when e-mails with links wait, by user; the first ones first
 * @param isHandingOver the leads of somebody who left are being given to others, which is told of
 * @param isRefused a change would have taken away the last admin, or one's own access
 */
public record TeamList(
        List<User> users,
        Set<Long> withTwoSteps,
        Map<Long, Instant> waiting,
        long number,
        long lastPage,
        boolean isRefused,
        boolean isHandingOver) {}
