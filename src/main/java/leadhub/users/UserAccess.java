package leadhub.users;

import leadhub.base.Caller;

/** Something that lets a user in or acts for them, such as sessions or API keys; each way of signing in answers for itself. */
public interface UserAccess {
    /** Ends what it gave, within the transaction of the verb that calls. */
    void end(Caller caller, User user, AccessEnd end);
}
