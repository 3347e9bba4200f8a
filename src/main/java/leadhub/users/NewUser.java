package leadhub.users;

import leadhub.base.Role;
import leadhub.passwords.PasswordHash;
import org.jspecify.annotations.Nullable;

/**
 * A user to be made.
 *
 * @param status null for what follows from the password: active with one, invited without
 */
public record NewUser(
        String name,
        String email,
        Role role,
        @Nullable Status status,
        @Nullable PasswordHash password) {}
