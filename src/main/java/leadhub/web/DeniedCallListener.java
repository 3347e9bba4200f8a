package leadhub.web;

import leadhub.base.Caller;
import leadhub.base.Problem;

/** Told of callers who were refused for lack of a scope, a role or a valid form. */
public interface DeniedCallListener {
    /** A caller was refused. */
    void denied(Caller caller, String method, String path, Problem.Forbidden problem);

    /** Somebody who isn't signed in was refused: their form was out of date, or came from another site. */
    void strangerDenied(String address, String method, String path, Problem.Forbidden problem);
}
