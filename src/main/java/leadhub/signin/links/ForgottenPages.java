package leadhub.signin.links;

import leadhub.mail.MailRoutes;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.signin.Client;
import leadhub.signin.Tries;
import leadhub.signin.TryKind;
import leadhub.users.EmailKey;
import leadhub.users.User;
import leadhub.web.input.Texts;
import leadhub.web.intake.ClientAddress;
import org.springframework.stereotype.Component;

/** "Forgot your password?": answers the same whoever asks, and whether or not anybody has that e-mail. */
@Component
class ForgottenPages implements PageRoutes.Provider {
    private final ForgottenPasswords forgotten;
    private final MailRoutes mails;
    private final ClientAddress addresses;
    private final Tries tries;

    ForgottenPages(ForgottenPasswords forgotten, MailRoutes mails, ClientAddress addresses, Tries tries) {
        this.forgotten = forgotten;
        this.mails = mails;
        this.addresses = addresses;
        this.tries = tries;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getOpen("/forgotten", visit -> page(200, ForgottenForm.State.ASKING))
                .postOpen("/forgotten", this::send);
    }

    private Reply send(Visit visit) {
        if (!canSend()) {
            return page(200, ForgottenForm.State.ASKING);
        }
        var email = visit.field("email");
        var attempt = tries.begin(TryKind.FORGOTTEN, EmailKey.of(email.strip()), Client.of(visit));
        if (attempt.secondsLeft() > 0) {
            return page(429, ForgottenForm.State.TOO_OFTEN).with("Retry-After", Long.toString(attempt.secondsLeft()));
        }
        if (Texts.isSound(email) && Texts.length(email) <= User.MOST_EMAIL_CHARACTERS) {
            forgotten.send(email, visit.origin(), visit.page().language());
        }
        return page(200, ForgottenForm.State.ASKED);
    }

    private Reply page(int status, ForgottenForm.State state) {
        return new Reply.Html(
                status, "signin/forgotten.jte", new ForgottenForm(canSend() ? state : ForgottenForm.State.NO_MAIL));
    }

    /** Whoever asks may name any host as ours, and the link would begin with it: so only where our address is set. */
    private boolean canSend() {
        return addresses.isSet() && mails.isSetAnywhere();
    }
}
