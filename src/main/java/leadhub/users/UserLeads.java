package leadhub.users;

import leadhub.base.Caller;

/** What users need to know of their leads; the changes of many leads answer. */
public interface UserLeads {
    /** How many leads a user has. */
    long count(Caller caller, long userId);

    /** Gives them to somebody else, many by and by, within the transaction of the verb that calls. */
    void handOver(Caller caller, long userId, HandOver to);
}
