package leadhub.users;

import leadhub.admin.PageRoutes;
import leadhub.admin.Reply;
import leadhub.admin.Visit;
import org.springframework.stereotype.Component;

/** Asks for a code after the password. */
@Component
class SecondStepPages implements PageRoutes.Provider {
    private final SecondStep second;
    private final Sessions sessions;

    SecondStepPages(SecondStep second, Sessions sessions) {
        this.second = second;
        this.sessions = sessions;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.postOpen("/sign-in/code", this::prove);
    }

    private Reply prove(Visit visit) {
        var pending = visit.field("pending");
        var next = SignInPages.next(visit.field("next"));
        var outcome = second.prove(pending, visit.field("code"), visit.address());
        if (outcome.isEmpty()) {
            return Reply.refused("users/sign-in.jte", new SignInForm("", next, "second-step.over"));
        }
        return switch (outcome.get()) {
            case SignIn.Try.Proven(var logins) -> SignInPages.enter(visit, sessions, logins, next);
            case SignIn.Try.Refused refused ->
                Reply.refused("users/second-step.jte", new SecondStepForm(pending, next, "second-step.refused"));
            case SignIn.Try.TooOften tooOften ->
                new Reply.Html(429, "users/second-step.jte", new SecondStepForm(pending, next, "sign-in.too-often"))
                        .with("Retry-After", Long.toString(tooOften.secondsLeft()));
        };
    }
}
