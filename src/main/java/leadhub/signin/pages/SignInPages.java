package leadhub.signin.pages;

import leadhub.base.Role;
import leadhub.panel.Cookies;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.signin.Client;
import leadhub.signin.Sessions;
import leadhub.signin.SignIn;
import leadhub.signin.SignInReplies;
import leadhub.signin.twosteps.SecondStep;
import org.springframework.stereotype.Component;

/** Signing in and out, giving the password again, and going from one workspace to another. */
@Component
class SignInPages implements PageRoutes.Provider {
    private final SignIn signIn;
    private final SecondStep second;
    private final SignInReplies entrance;
    private final Sessions sessions;

    SignInPages(SignIn signIn, SecondStep second, SignInReplies entrance, Sessions sessions) {
        this.signIn = signIn;
        this.second = second;
        this.entrance = entrance;
        this.sessions = sessions;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getOpen("/sign-in", this::form)
                .postOpen("/sign-in", this::signIn)
                .post("/sign-out", Role.READ_ONLY, entrance::leave)
                .get("/confirm", Role.READ_ONLY, this::confirmForm)
                .post("/confirm", Role.READ_ONLY, this::confirm)
                .post("/workspaces/{id}", Role.READ_ONLY, this::goTo)
                .onTheWayIn("/sign-out", "/confirm", "/workspaces/{id}");
    }

    private Reply form(Visit visit) {
        return visit.page().isSignedIn()
                ? Reply.redirect("/")
                : Reply.page(
                        "signin/sign-in.jte",
                        new SignInForm("", next(visit.asked("next").orElse("")), null));
    }

    private Reply signIn(Visit visit) {
        var email = visit.field("email");
        var next = next(visit.field("next"));
        return switch (signIn.prove(email, visit.field("password"), Client.of(visit))) {
            case SignIn.Try.Proven(var logins)
            when SecondStep.isOwed(logins) ->
                Reply.page("signin/second-step.jte", new SecondStepForm(second.begin(email, logins), next, null));
            case SignIn.Try.Proven(var logins) -> entrance.enter(visit, logins, next);
            case SignIn.Try.Spent spent ->
                Reply.refused("signin/sign-in.jte", new SignInForm(email, next, "sign-in.refused"));
            case SignIn.Try.Refused refused ->
                Reply.refused("signin/sign-in.jte", new SignInForm(email, next, "sign-in.refused"));
            case SignIn.Try.TooOften tooOften ->
                new Reply.Html(429, "signin/sign-in.jte", new SignInForm(email, next, "sign-in.too-often"))
                        .with("Retry-After", Long.toString(tooOften.secondsLeft()));
        };
    }

    private Reply confirmForm(Visit visit) {
        var next = next(visit.asked("next").orElse(""));
        return Reply.page("signin/confirm.jte", new SignInForm(visit.visitor().email(), next, null));
    }

    private Reply confirm(Visit visit) {
        var visitor = visit.visitor();
        var next = next(visit.field("next"));
        return switch (signIn.confirm(visitor, visit.field("password"), Client.of(visit))) {
            case SignIn.Try.Proven proven -> {
                var token = sessions.confirm(visit.caller(), visitor.sessionId());
                yield Reply.redirect(next.isEmpty() ? "/settings" : next)
                        .with(new Reply.Cookie(Cookies.SESSION, token));
            }
            case SignIn.Try.Spent spent -> entrance.leave(visit);
            case SignIn.Try.Refused refused ->
                Reply.refused("signin/confirm.jte", new SignInForm(visitor.email(), next, "confirm.refused"));
            case SignIn.Try.TooOften tooOften ->
                new Reply.Html(429, "signin/confirm.jte", new SignInForm(visitor.email(), next, "sign-in.too-often"))
                        .with("Retry-After", Long.toString(tooOften.secondsLeft()));
        };
    }

    private Reply goTo(Visit visit) {
        sessions.goTo(visit.visitor(), visit.id(0), Client.of(visit));
        return Reply.redirect("/");
    }

    /** A path of ours, and nothing that a browser takes for another site. */
    static String next(String wanted) {
        return wanted.matches("/[A-Za-z0-9_~.-][A-Za-z0-9_~./?&=%+-]*") ? wanted : "";
    }
}
