package leadhub.users;

import leadhub.base.Role;
import leadhub.passwords.PasswordHash;
import org.jspecify.annotations.Nullable;

/**
 * A user to be created.
 *
 * @param status null for the default: active with a password, invited without
 */
public record NewUser(
        String name,
        String email,
        Role role,
        @Nullable Status status,
        @Nullable PasswordHash password) {}
