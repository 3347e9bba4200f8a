package leadhub.users;

import leadhub.admin.Cookies;
import leadhub.admin.PageRoutes;
import leadhub.admin.Reply;
import leadhub.admin.Visit;
import leadhub.admin.Wrong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where one-time links lead: to choosing a password. */
@Component
class LinkPages implements PageRoutes.Provider {
    private final OneTimeLinks links;
    private final Passwords passwords;
    private final Sessions sessions;

    LinkPages(OneTimeLinks links, Passwords passwords, Sessions sessions) {
        this.links = links;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getOpen("/invitations/{token}", visit -> show(visit, LinkKind.INVITATION, null))
                .postOpen("/invitations/{token}", this::accept)
                .getOpen("/reset/{token}", visit -> show(visit, LinkKind.RESET, null))
                .postOpen("/reset/{token}", this::reset);
    }

    private Reply show(Visit visit, LinkKind kind, @Nullable String problem) {
        var guest = links.find(kind, visit.values().getFirst());
        if (guest.isEmpty()) {
            return new Reply.Html(
                    404,
                    "admin/wrong.jte",
                    new Wrong(404, "link.gone", visit.page().say("link.gone-help")));
        }
        var form = new ChoosePasswordForm(kind, visit.values().getFirst(), guest.get(), problem);
        return new Reply.Html(problem == null ? 200 : 422, "users/choose-password.jte", form);
    }

    private Reply accept(Visit visit) {
        if (isRefused(visit, LinkKind.INVITATION)) {
            return show(visit, LinkKind.INVITATION, "password.rule");
        }
        var guest = choose(visit, LinkKind.INVITATION);
        if (sessions.owesCode(guest.workspaceId(), guest.user().id())) {
            return Reply.redirect("/sign-in").saying("link.password-set");
        }
        var token = sessions.begin(guest.workspaceId(), guest.user().id(), visit.address(), visit.userAgent());
        return Reply.redirect("/")
                .with(new Reply.Cookie(Cookies.SESSION, token))
                .saying("link.welcome", guest.workspaceName());
    }

    /** Leads to signing in, so that whatever else signing in takes is asked for. */
    private Reply reset(Visit visit) {
        if (isRefused(visit, LinkKind.RESET)) {
            return show(visit, LinkKind.RESET, "password.rule");
        }
        choose(visit, LinkKind.RESET);
        return Reply.redirect("/sign-in").saying("link.password-set");
    }

    /** A link that is over costs no hashing: it is told of before. */
    private boolean isRefused(Visit visit, LinkKind kind) {
        return links.find(kind, visit.values().getFirst()).isEmpty()
                || Passwords.refusal(visit.field("password")).isPresent();
    }

    private OneTimeLinks.Guest choose(Visit visit, LinkKind kind) {
        var hash = passwords.hash(visit.field("password"));
        return links.choosePassword(kind, visit.values().getFirst(), hash, visit.address(), visit.requestId());
    }
}
