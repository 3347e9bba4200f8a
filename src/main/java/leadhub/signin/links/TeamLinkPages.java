package leadhub.signin.links;

import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.mail.MailQuota;
import leadhub.mail.MailRoutes;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.UserLinks;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** Settings → Team: links to a password. */
@Component
class TeamLinkPages implements PageRoutes.Provider, UserLinks {
    private final Users users;
    private final OneTimeLinks links;
    private final LinkMails mails;
    private final MailRoutes mailRoutes;
    private final MailQuota quota;

    TeamLinkPages(Users users, OneTimeLinks links, LinkMails mails, MailRoutes mailRoutes, MailQuota quota) {
        this.users = users;
        this.links = links;
        this.mails = mails;
        this.mailRoutes = mailRoutes;
        this.quota = quota;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.postProven("/settings/team/{id}/link", Role.ADMIN, this::link);
    }

    private Reply link(Visit visit) {
        var user = users.get(visit.caller(), visit.id(0));
        if (mailRoutes.isSet(visit.caller().workspaceId())) {
            mails.send(visit.caller(), user.id(), visit.origin(), visit.page().language());
        }
        return tell(visit, user);
    }

    @Override
    public void invite(Caller caller, User user, String origin, String language) {
        mails.invite(caller, user, origin, language);
    }

    @Override
    public Reply tell(Visit visit, User user) {
        var workspaceId = visit.caller().workspaceId();
        if (mailRoutes.isSet(workspaceId)) {
            var kind = user.status() == Status.INVITED ? MailQuota.Kind.INVITATION : MailQuota.Kind.OTHER;
            var waits = quota.next(workspaceId, user.email(), kind).isPresent();
            return Reply.redirect("/settings/team").saying(waits ? "team.mail-waits" : "team.mailed", user.email());
        }
        var made = links.make(visit.caller(), user.id());
        return Reply.page("signin/link.jte", new ShownLink(made, visit.origin()));
    }
}
