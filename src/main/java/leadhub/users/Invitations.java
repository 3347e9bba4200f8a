package leadhub.users;

import leadhub.base.Caller;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes users who get an e-mail with a link, if they have no password yet. */
@Service
public class Invitations {
    private final Users users;
    private final UserLinks links;

    Invitations(Users users, UserLinks links) {
        this.users = users;
        this.links = links;
    }

    /**
     * Makes a user; one who is invited gets an e-mail, where e-mail is set up.
     *
     * @param origin what the link begins with
     * @param language for somebody who has chosen none
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
