package leadhub.users;

import leadhub.base.Change;
import leadhub.base.Role;
import leadhub.passwords.PasswordHash;

/** The changes of an update to a user. The email address never changes. */
public record UserChange(
        Change<String> name, Change<Role> role, Change<Status> status, Change<PasswordHash> password) {}
