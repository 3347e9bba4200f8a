package leadhub.users;

import java.util.Set;
import leadhub.base.Caller;

/** What users need to know of how they sign in; sign-in answers. Each works within the transaction of the verb that calls. */
public interface UserSignIn {
    /**
     * Ends all sessions of a user, but for the one that stays; links and half sign-ins are good no more, and no browser is
     * known any more.
     */
    void endAll(Caller caller, long userId, long stays);

    void deleteTwoSteps(Caller caller, long userId);

    /** Has an e-mail sent to a user who has another password now. */
    void tellPasswordSet(Caller caller, long userId);

    /** The users of the workspace that sign in with two steps. */
    Set<Long> withTwoSteps(Caller caller);
}
