package leadhub.users;

import java.util.Optional;
import leadhub.base.Change;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.mail.WaitingMails;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Settings → Team. */
@Component
public class TeamPages implements PageRoutes.Provider {
    private static final int PER_PAGE = 50;

    private final Users users;
    private final Invitations invitations;
    private final UserLinks links;
    private final UserSignIn signIn;
    private final WaitingMails waiting;

    TeamPages(Users users, Invitations invitations, UserLinks links, UserSignIn signIn, WaitingMails waiting) {
        this.users = users;
        this.invitations = invitations;
        this.links = links;
        this.signIn = signIn;
        this.waiting = waiting;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/settings/team", Role.ADMIN, visit -> list(visit, false))
                .inSettings(30, "settings", "team.title")
                .getProven("/settings/team/new", Role.ADMIN, visit -> Reply.page("users/invite.jte", InviteForm.EMPTY))
                .inPalette(40, "users-plus", "team.invite")
                .postProven("/settings/team", Role.ADMIN, this::invite)
                .postProven("/settings/team/{id}", Role.ADMIN, this::change);
    }

    private Reply list(Visit visit, boolean isRefused) {
        var number = visit.asked("page").filter(text -> text.matches("[1-9][0-9]{0,8}"));
        var current = number.map(Long::valueOf).orElse(1L);
        var page = users.list(visit.caller(), Slice.ofPage(current, PER_PAGE));
        var list = new TeamList(
                page.items(),
                signIn.withTwoSteps(visit.caller()),
                waiting.list(visit.caller()),
                users.away(visit.caller()),
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
            return links.tell(visit, invitations.create(visit.caller(), wanted, visit.origin(), language));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var errors)) {
                visit.form().errors().addAll(errors);
                return Reply.refused("users/invite.jte", InviteForm.again(visit.form()));
            }
            throw e;
        }
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

    /** The user in the path. */
    public User user(Visit visit) {
        return users.get(visit.caller(), visit.id(0));
    }

    /** Settings → Team with the message that the change would remove the last admin, or one's own access. */
    public Reply refused(Visit visit) {
        return list(visit, true);
    }

    /** Losing the last admin or one's own access is explained on the same page. */
    public Reply kindly(Visit visit, String said, User user, Runnable verb) {
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
