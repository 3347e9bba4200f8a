package leadhub.users;

import leadhub.base.Caller;

/** Something that gives a user access or acts for them, such as sessions or API keys. Each kind implements this. */
public interface UserAccess {
    /** Ends this access, in the caller's transaction. */
    void end(Caller caller, User user, AccessEnd end);
}
