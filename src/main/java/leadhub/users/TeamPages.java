package leadhub.users;

import java.util.Optional;
import leadhub.base.Change;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.mail.MailQuota;
import leadhub.mail.MailServers;
import leadhub.mail.WaitingMails;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Settings → Team. */
@Component
class TeamPages implements PageRoutes.Provider {
    private static final int PER_PAGE = 50;

    private final Users users;
    private final OneTimeLinks links;
    private final LinkMails mails;
    private final MailServers servers;
    private final MailQuota quota;
    private final WaitingMails waiting;
    private final TwoSteps twoSteps;

    // Seven, for the page shows what becomes of invitations too.
    TeamPages(
            Users users,
            OneTimeLinks links,
            LinkMails mails,
            MailServers servers,
            MailQuota quota,
            WaitingMails waiting,
            TwoSteps twoSteps) {
        this.users = users;
        this.links = links;
        this.mails = mails;
        this.servers = servers;
        this.quota = quota;
        this.waiting = waiting;
        this.twoSteps = twoSteps;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/settings/team", Role.ADMIN, visit -> list(visit, false))
                .getProven("/settings/team/new", Role.ADMIN, visit -> Reply.page("users/invite.jte", InviteForm.EMPTY))
                .postProven("/settings/team", Role.ADMIN, this::invite)
                .postProven("/settings/team/{id}", Role.ADMIN, this::change)
                .postProven("/settings/team/{id}/link", Role.ADMIN, this::link)
                .postProven("/settings/team/{id}/two-steps/reset", Role.ADMIN, this::resetTwoSteps);
    }

    private Reply list(Visit visit, boolean isRefused) {
        var number = visit.asked("page").filter(text -> text.matches("[1-9][0-9]{0,8}"));
        var current = number.map(Long::valueOf).orElse(1L);
        var page = users.list(visit.caller(), Slice.ofPage(current, PER_PAGE));
        var list = new TeamList(
                page.items(),
                twoSteps.users(visit.caller()),
                waiting.list(visit.caller()),
                current,
                (page.total() + PER_PAGE - 1) / PER_PAGE,
                isRefused,
                visit.asked("leads").isPresent());
        return new Reply.Html(isRefused ? 409 : 200, "users/team.jte", list);
    }

    private Reply invite(Visit visit) {
        var wanted = InviteForm.read(visit.form());
        if (visit.form().errors().any()) {
            return Reply.refused("users/invite.jte", InviteForm.again(visit.form()));
        }
        try {
            var language = visit.page().language();
            return said(visit, mails.create(visit.caller(), wanted, visit.origin(), language));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var errors)) {
                visit.form().errors().addAll(errors);
                return Reply.refused("users/invite.jte", InviteForm.again(visit.form()));
            }
            throw e;
        }
    }

    private Reply link(Visit visit) {
        var user = user(visit);
        if (servers.isSet(visit.caller().workspaceId())) {
            mails.send(visit.caller(), user.id(), visit.origin(), visit.page().language());
        }
        return said(visit, user);
    }

    /** That a link is on its way; where e-mail isn't set up the link itself, on this one page and nowhere else. */
    private Reply said(Visit visit, User user) {
        var workspaceId = visit.caller().workspaceId();
        if (servers.isSet(workspaceId)) {
            var kind = user.status() == Status.INVITED ? MailQuota.Kind.INVITATION : MailQuota.Kind.OTHER;
            var waits = quota.next(workspaceId, user.email(), kind).isPresent();
            return Reply.redirect("/settings/team").saying(waits ? "team.mail-waits" : "team.mailed", user.email());
        }
        var made = links.make(visit.caller(), user.id());
        return Reply.page("users/link.jte", new ShownLink(made, visit.origin()));
    }

    private Reply change(Visit visit) {
        var user = user(visit);
        var change = new UserChange(
                Change.keep(),
                set(Role.ofWord(visit.field("role"))),
                set(Status.ofWord(visit.field("status"))),
                Change.keep());
        return kindly(visit, "team.changed", user, () -> users.change(visit.caller(), user.id(), change));
    }

    private Reply resetTwoSteps(Visit visit) {
        var user = user(visit);
        return kindly(visit, "team.two-steps-reset", user, () -> twoSteps.reset(visit.caller(), user.id()));
    }

    /** The user in the path. */
    User user(Visit visit) {
        return users.get(visit.caller(), visit.id(0));
    }

    /** The page of all users, which says that a change would have taken the last admin, or one's own access. */
    Reply refused(Visit visit) {
        return list(visit, true);
    }

    /** A workspace without an admin, or oneself without access: explained where one stands. */
    private Reply kindly(Visit visit, String said, User user, Runnable verb) {
        try {
            verb.run();
            return Reply.redirect("/settings/team").saying(said, user.name());
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Conflict) {
                return refused(visit);
            }
            throw e;
        }
    }

    private static <T> Change<T> set(Optional<T> value) {
        return value.<Change<T>>map(Change::set).orElseGet(Change::keep);
    }
}
