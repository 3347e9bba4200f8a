package leadhub.signin;

import leadhub.passwords.PasswordHash;
import leadhub.users.User;
import org.jspecify.annotations.Nullable;

/**
 * A user as it signs in: with what its password is checked against, and its own choices.
 *
 * @param isNew whether no time zone was ever taken from a browser or chosen
 * @param hasTwoSteps whether a code is asked for after the password
 */
public record Login(
        long workspaceId,
        User user,
        @Nullable PasswordHash password,
        @Nullable String language,
        String theme,
        @Nullable String timeZone,
        boolean isNew,
        boolean hasTwoSteps) {}
