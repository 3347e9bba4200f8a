package leadhub.signin.links;

import java.util.Optional;
import leadhub.panel.Cookies;
import leadhub.panel.ErrorPage;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.passwords.Passwords;
import leadhub.signin.BrowserTimeZones;
import leadhub.signin.Sessions;
import leadhub.signin.SignInReplies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where one-time links lead: to choosing a password. */
@Component
class LinkPages implements PageRoutes.Provider {
    private final OneTimeLinks links;
    private final Passwords passwords;
    private final Sessions sessions;
    private final SignInReplies entrance;
    private final BrowserTimeZones zones;

    LinkPages(
            OneTimeLinks links,
            Passwords passwords,
            Sessions sessions,
            SignInReplies entrance,
            BrowserTimeZones zones) {
        this.links = links;
        this.passwords = passwords;
        this.sessions = sessions;
        this.entrance = entrance;
        this.zones = zones;
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
            return new Reply.Html(404, "panel/wrong.jte", new ErrorPage(404, "link.gone", "link.gone-help"));
        }
        var form = new ChoosePasswordForm(kind, visit.values().getFirst(), guest.get(), problem);
        return new Reply.Html(problem == null ? 200 : 422, "signin/choose-password.jte", form);
    }

    private Reply accept(Visit visit) {
        var refusal = refusal(visit, LinkKind.INVITATION);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var guest = choose(visit, LinkKind.INVITATION);
        if (sessions.owesCode(guest.workspaceId(), guest.user().id())) {
            return toSignIn(visit, guest);
        }
        var token = sessions.begin(
                guest.workspaceId(), guest.user().id(), visit.address(), visit.userAgent(), visit.token());
        zones.take(guest.workspaceId(), guest.user().id(), visit);
        var reply = Reply.redirect("/").with(new Reply.Cookie(Cookies.SESSION, token));
        return entrance.knowing(visit, guest.user().email(), reply).saying("link.welcome", guest.workspaceName());
    }

    /** Leads to signing in, so that whatever else signing in takes is asked for. */
    private Reply reset(Visit visit) {
        var refusal = refusal(visit, LinkKind.RESET);
        return refusal.isPresent() ? refusal.get() : toSignIn(visit, choose(visit, LinkKind.RESET));
    }

    /** Whoever has the mailbox isn't slowed down by those who attack the e-mail: the browser is known from here on. */
    private Reply toSignIn(Visit visit, OneTimeLinks.Guest guest) {
        return entrance.knowing(visit, guest.user().email(), Reply.redirect("/sign-in"))
                .saying("link.password-set");
    }

    /** A link that is over costs no hashing: it is told of before. */
    private Optional<Reply> refusal(Visit visit, LinkKind kind) {
        var guest = links.find(kind, visit.values().getFirst());
        if (guest.isEmpty()) {
            return Optional.of(show(visit, kind, null));
        }
        return Passwords.refusal(visit.field("password"), guest.get().passwordOwner())
                .map(refusal -> show(visit, kind, refusal.message()));
    }

    private OneTimeLinks.Guest choose(Visit visit, LinkKind kind) {
        var hash = passwords.hash(visit.field("password"));
        return links.choosePassword(kind, visit.values().getFirst(), hash, visit.address(), visit.requestId());
    }
}
