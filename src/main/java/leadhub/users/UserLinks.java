package leadhub.users;

import leadhub.base.Caller;
import leadhub.panel.Reply;
import leadhub.panel.Visit;

/** What users need to know of the links by which people choose a password; sign-in answers. */
public interface UserLinks {
    /** Within the verb that invited somebody: sends a link, where e-mail is set up. */
    void invite(Caller caller, User user, String origin, String language);

    /** The reply that a link is on its way; where e-mail isn't set up the link itself, on this one page and nowhere else. */
    Reply tell(Visit visit, User user);
}
