package leadhub.signin.pages;

import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.panel.Visitor;
import leadhub.signin.Client;
import leadhub.signin.SignInReplies;
import leadhub.signin.twosteps.SecondStep;
import leadhub.signin.twosteps.SecondStep.Outcome;
import org.springframework.stereotype.Component;

/** Asks for a code after the password. */
@Component
class SecondStepPages implements PageRoutes.Provider {
    private final SecondStep second;
    private final SignInReplies entrance;

    SecondStepPages(SecondStep second, SignInReplies entrance) {
        this.second = second;
        this.entrance = entrance;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.postOpen("/sign-in/code", this::prove);
    }

    private Reply prove(Visit visit) {
        var pending = visit.field("pending");
        var next = SignInPages.next(visit.field("next"));
        return switch (second.prove(pending, visit.field("code"), Client.of(visit))) {
            case Outcome.In(var logins) -> {
                var goal = second.isLost(logins.getFirst()) ? Visitor.SET_UP_TWO_STEPS : next;
                yield entrance.enter(visit, logins, goal);
            }
            case Outcome.Wrong wrong -> again(422, pending, next, "second-step.refused");
            case Outcome.OneIsNotEnough more -> again(422, pending, next, "second-step.two-codes");
            case Outcome.Lost lost -> again(422, pending, next, "second-step.lost");
            case Outcome.TooOften(var secondsLeft) ->
                again(429, pending, next, "sign-in.too-often").with("Retry-After", Long.toString(secondsLeft));
            case Outcome.Over over -> Reply.refused("signin/sign-in.jte", new SignInForm("", next, "second-step.over"));
        };
    }

    private static Reply again(int status, String pending, String next, String problem) {
        return new Reply.Html(status, "signin/second-step.jte", new SecondStepForm(pending, next, problem));
    }
}
