package leadhub.users;

import leadhub.base.Caller;

/** What users need to know about their leads; implemented by bulk changes. */
public interface UserLeads {
    /** How many leads a user has. */
    long count(Caller caller, long userId);

    /** Reassigns them, many in the background, in the caller's transaction. */
    void handOver(Caller caller, long userId, HandOver to);
}
