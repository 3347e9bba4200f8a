package leadhub.users;

import leadhub.base.Change;
import leadhub.base.Role;
import leadhub.passwords.PasswordHash;

/** What an update does to a user. The e-mail address stays for good. */
public record UserChange(
        Change<String> name, Change<Role> role, Change<Status> status, Change<PasswordHash> password) {}
