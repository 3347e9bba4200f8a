package leadhub.users;

import leadhub.base.Caller;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates users, and sends those without a password an email with a link. */
@Service
public class Invitations {
    private final Users users;
    private final UserLinks links;

    Invitations(Users users, UserLinks links) {
        this.users = users;
        this.links = links;
    }

    /**
     * Creates a user; an invited one gets an email, if a mail server is set up.
     *
     * @param origin what the link begins with
     * @param language the language of the email if the user hasn't chosen one
     */
    @Transactional
    public User create(Caller caller, NewUser wanted, String origin, String language) {
        var user = users.create(caller, wanted);
        if (user.status() == Status.INVITED) {
            links.invite(caller, user, origin, language);
        }
        return user;
    }
}
