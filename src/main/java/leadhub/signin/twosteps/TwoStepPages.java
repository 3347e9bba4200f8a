package leadhub.signin.twosteps;

import java.util.List;
import java.util.function.Supplier;
import leadhub.base.Role;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.panel.Visitor;
import leadhub.signin.Client;
import leadhub.signin.SignInReplies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settings → Your account → Two-step sign-in. */
@Component
class TwoStepPages implements PageRoutes.Provider {
    private static final String PATH = Visitor.SET_UP_TWO_STEPS;
    private static final String CONFIRM = PATH + "/confirm";

    private final TwoSteps twoSteps;
    private final CodeAgain codes;
    private final SignInReplies entrance;

    TwoStepPages(TwoSteps twoSteps, CodeAgain codes, SignInReplies entrance) {
        this.twoSteps = twoSteps;
        this.codes = codes;
        this.entrance = entrance;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getProven(PATH, Role.READ_ONLY, visit -> page(visit, 200, List.of(), null))
                .postProven(PATH, Role.READ_ONLY, this::begin)
                .postProven(CONFIRM, Role.READ_ONLY, this::confirm)
                .postProven(PATH + "/codes", Role.READ_ONLY, this::renewCodes)
                .postProven(PATH + "/off", Role.READ_ONLY, this::turnOff)
                .onTheWayIn(PATH, CONFIRM);
    }

    private Reply begin(Visit visit) {
        twoSteps.begin(visit.caller());
        return Reply.redirect(PATH);
    }

    /** No redirect: the recovery codes are on this one page and nowhere else. */
    private Reply confirm(Visit visit) {
        var codes = twoSteps.confirm(
                visit.caller(), visit.field("code"), visit.visitor().sessionId());
        return codes.map(shown -> page(visit, 200, shown, null))
                .orElseGet(() -> page(visit, 422, List.of(), "two-steps.wrong"));
    }

    private Reply renewCodes(Visit visit) {
        return afterCode(visit, () -> page(visit, 200, twoSteps.renewCodes(visit.caller()), null));
    }

    private Reply turnOff(Visit visit) {
        return afterCode(visit, () -> {
            twoSteps.turnOff(visit.caller());
            return Reply.redirect(PATH).saying("two-steps.turned-off");
        });
    }

    /** Whoever has found a session and the password still can't take the second step away. */
    private Reply afterCode(Visit visit, Supplier<Reply> done) {
        return switch (codes.prove(visit.visitor(), visit.field("code"), Client.of(visit))) {
            case CodeAgain.Answer.Right right -> done.get();
            case CodeAgain.Answer.Wrong wrong -> page(visit, 422, List.of(), "two-steps.code-refused");
            case CodeAgain.Answer.Spent spent -> entrance.leave(visit);
            case CodeAgain.Answer.TooOften(var secondsLeft) ->
                page(visit, 429, List.of(), "sign-in.too-often").with("Retry-After", Long.toString(secondsLeft));
        };
    }

    private Reply page(Visit visit, int status, List<String> codes, @Nullable String problem) {
        var state = twoSteps.state(visit.caller());
        var place = visit.visitor().place().name();
        var email = visit.visitor().email();
        var page = new Reply.Html(
                status,
                "signin/two-steps.jte",
                new TwoStepScreen(
                        state.canBeSetUp(),
                        state.isOn(),
                        state.isLost(),
                        visit.visitor().owesTwoSteps() && !state.isOn(),
                        state.codesLeft(),
                        state.secret().map(Totp::base32).orElse(null),
                        state.secret()
                                .map(secret -> QrCode.of(Totp.uri(secret, "LeadHub " + place, email)))
                                .orElse(null),
                        codes,
                        problem));
        // Compressed, its length would tell whoever watches how much of the secret is like what else stands on the
        // page.
        return page.with("Content-Encoding", "identity");
    }
}
