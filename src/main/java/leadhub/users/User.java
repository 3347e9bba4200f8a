package leadhub.users;

import java.time.Instant;
import leadhub.base.Role;

/**
 * A user.
 *
 * @param email as given; unique in the workspace, regardless of case
 */
public record User(long id, String name, String email, Role role, Status status, Instant createdAt, Instant updatedAt) {
    /** Names have at most this many code points. */
    public static final int MOST_NAME_CHARACTERS = 255;
    /** Email addresses have at most this many code points. */
    public static final int MOST_EMAIL_CHARACTERS = 255;

    /** Whether this user can currently manage the workspace. */
    boolean isActiveAdmin() {
        return role == Role.ADMIN && status == Status.ACTIVE;
    }
}
