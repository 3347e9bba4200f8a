package leadhub.users;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The model of Settings → Team.
 *
 * @param withTwoSteps the ids of users with two-step sign-in
 * @param waiting until when emails with links wait, by user, in the order of sending
 * @param away until when users are away, by user
 * @param isHandingOver whether the leads of somebody who left are being reassigned, which the page shows
 * @param isRefused whether a change was refused because it would have removed the last admin, or one's own access
 */
public record TeamList(
        List<User> users,
        Set<Long> withTwoSteps,
        Map<Long, Instant> waiting,
        Map<Long, LocalDate> away,
        long number,
        long lastPage,
        boolean isRefused,
        boolean isHandingOver) {}
