package leadhub.conversations;

import java.util.Optional;
import leadhub.base.Caller;
import org.jspecify.annotations.Nullable;

/** How a team answers, which is its own to say. */
public interface TeamRules {
    /** Who gets what waits now; empty where it is for whoever takes it first, or nobody is there. @param except who doesn't */
    Optional<Long> next(Caller caller, @Nullable Long except);

    /** Whether somebody may be expected to answer. */
    boolean isSomebodyThere(Caller caller);

    /** Nobody was there when the visitor, who is that lead, wanted a person: somebody is to get back to them. */
    void followUp(Caller caller, long leadId);
}
