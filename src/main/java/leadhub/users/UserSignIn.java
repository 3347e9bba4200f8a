package leadhub.users;

import java.util.Set;
import leadhub.base.Caller;

/** What users need to know of how they sign in; sign-in answers. */
public interface UserSignIn {
    /** Within a verb: has an e-mail sent to a user who has another password now. */
    void tellPasswordSet(Caller caller, long userId);

    /** The users of the workspace that sign in with two steps. */
    Set<Long> withTwoSteps(Caller caller);
}
