package leadhub.users;

import java.time.Instant;
import leadhub.base.Role;

/**
 * A user.
 *
 * @param email as it was given; unique without case within the workspace
 */
public record User(long id, String name, String email, Role role, Status status, Instant createdAt, Instant updatedAt) {
    /** Names have at most this many code points. */
    public static final int MOST_NAME_CHARACTERS = 255;
    /** E-mail addresses have at most this many code points. */
    public static final int MOST_EMAIL_CHARACTERS = 255;

    /** Whether this user may manage the workspace at the moment. */
    boolean isActiveAdmin() {
        return role == Role.ADMIN && status == Status.ACTIVE;
    }
}
