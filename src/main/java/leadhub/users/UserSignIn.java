package leadhub.users;

import java.util.Set;
import leadhub.base.Caller;

/** What users need to know about signing in; implemented by sign-in. */
public interface UserSignIn {
    /** Sends a user an email about a new password, in the caller's transaction. */
    void tellPasswordSet(Caller caller, long userId);

    /** The users of the workspace with two-step sign-in. */
    Set<Long> withTwoSteps(Caller caller);
}
