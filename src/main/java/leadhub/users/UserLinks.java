package leadhub.users;

import leadhub.base.Caller;
import leadhub.panel.Reply;
import leadhub.panel.Visit;

/** What users need to know about password links; implemented by sign-in. */
public interface UserLinks {
    /** Sends a link in the transaction of the invitation, if a mail server is set up. */
    void invite(Caller caller, User user, String origin, String language);

    /** The reply that a link is on its way; where email isn't set up the link itself, on this one page and nowhere else. */
    Reply tell(Visit visit, User user);
}
