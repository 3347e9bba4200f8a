package leadhub.workspaces;

import leadhub.base.Caller;

/** Told within the transaction that gives a workspace another time zone. */
public interface TimeZoneListener {
    void timeZoneChanged(Caller caller);
}
