package leadhub.signin.pages;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.panel.Cookies;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.passwords.PasswordOwner;
import leadhub.passwords.Passwords;
import leadhub.signin.Client;
import leadhub.signin.Sessions;
import leadhub.signin.SignIn;
import leadhub.signin.SignInReplies;
import leadhub.users.Account;
import leadhub.users.Accounts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settings → Your account. */
@Component
class AccountPages implements PageRoutes.Provider {
    private final Accounts accounts;
    private final Sessions sessions;
    private final SignIn signIn;
    private final Passwords passwords;
    private final SignInReplies entrance;

    AccountPages(Accounts accounts, Sessions sessions, SignIn signIn, Passwords passwords, SignInReplies entrance) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.signIn = signIn;
        this.passwords = passwords;
        this.entrance = entrance;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/settings/account", Role.READ_ONLY, visit -> show(visit, 200, null))
                .inSettings(10, "user-circle", "nav.account")
                .post("/settings/account", Role.READ_ONLY, this::change)
                .post("/settings/account/password", Role.READ_ONLY, this::changePassword)
                .post("/settings/account/sessions/end", Role.READ_ONLY, this::endOthers)
                .post("/settings/account/sessions/{id}/end", Role.READ_ONLY, this::end);
    }

    private Reply show(Visit visit, int status, @Nullable String problem) {
        return show(visit, accounts.get(visit.caller()), status, problem);
    }

    private Reply show(Visit visit, Account account, int status, @Nullable String problem) {
        var all = sessions.list(visit.caller());
        return new Reply.Html(status, "signin/account.jte", new AccountScreen(account, all, problem));
    }

    private Reply change(Visit visit) {
        var before = accounts.get(visit.caller());
        var form = visit.form();
        var wanted = new Account(
                text(form.text("name", Integer.MAX_VALUE).over(null)),
                form.text("language", 20).over(null),
                text(form.text("theme", 20).over(null)),
                form.text("time_zone", 100).over(null),
                date(form.text("away_until", 20).over(null)));
        try {
            accounts.change(visit.caller(), wanted);
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var errors) && errors.containsKey("name")) {
                return show(visit, wanted, 422, "team.wrong.name");
            }
            throw e;
        }
        var reply = Reply.redirect("/settings/account");
        // In another language from now on, which this visit doesn't speak yet.
        return Objects.equals(before.language(), wanted.language()) ? reply.saying("saved") : reply;
    }

    /** Browsers send dates as ISO 8601 has them; nothing else is one. */
    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private Reply changePassword(Visit visit) {
        var visitor = visit.visitor();
        var wanted = visit.field("password");
        var place = visitor.place();
        var owner = new PasswordOwner(visitor.name(), visitor.email(), place.name(), place.slug());
        var refusal = Passwords.refusal(wanted, owner);
        if (refusal.isPresent()) {
            return show(visit, 422, refusal.get().message());
        }
        return switch (signIn.confirm(visitor, visit.field("old_password"), Client.of(visit))) {
            case SignIn.Try.Proven proven -> {
                accounts.changePassword(visit.caller(), passwords.hash(wanted, owner), visitor.sessionId());
                var token = sessions.confirm(visit.caller(), visitor.sessionId());
                var reply = Reply.redirect("/settings/account").with(new Reply.Cookie(Cookies.SESSION, token));
                yield entrance.knowing(visit, visitor.email(), reply).saying("account.password-changed");
            }
            case SignIn.Try.Spent spent -> entrance.leave(visit);
            case SignIn.Try.Refused refused -> show(visit, 422, "account.wrong.password");
            case SignIn.Try.TooOften tooOften ->
                show(visit, 429, "sign-in.too-often").with("Retry-After", Long.toString(tooOften.secondsLeft()));
        };
    }

    private Reply endOthers(Visit visit) {
        sessions.endOthers(visit.caller(), visit.visitor().sessionId());
        return entrance.knowing(visit, visit.visitor().email(), Reply.redirect("/settings/account"))
                .saying("account.others-ended");
    }

    private Reply end(Visit visit) {
        sessions.end(visit.caller(), visit.id(0));
        return Reply.redirect("/settings/account").saying("account.session-ended");
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
