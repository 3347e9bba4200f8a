package leadhub.web;

import leadhub.base.Caller;
import leadhub.base.Problem;

/** Hears of callers who were refused for want of a scope, a role, or a form of ours. */
public interface DeniedCallListener {
    /** A caller was refused. */
    void denied(Caller caller, String method, String path, Problem.Forbidden problem);

    /** Somebody was refused who isn't signed in: a form that is out of date, or another site's. */
    void strangerDenied(String address, String method, String path, Problem.Forbidden problem);
}
