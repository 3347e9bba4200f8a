package leadhub.intake.pages;

import java.util.Set;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.intake.IntakeFilter;
import leadhub.intake.IntakeLedger;
import leadhub.intake.IntakeReplays;
import leadhub.intake.IntakeSource;
import leadhub.intake.IntakeStatus;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Settings → Intake: what came in from outside, what became of it, and once more. */
@Component
class IntakePages implements PageRoutes.Provider {
    private static final String ALL = "/settings/intake";
    private static final String ONE = ALL + "/{id}";
    private static final int PER_PAGE = 50;

    private final IntakeLedger ledger;
    private final IntakeReplays replays;

    IntakePages(IntakeLedger ledger, IntakeReplays replays) {
        this.ledger = ledger;
        this.replays = replays;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.ADMIN, this::list)
                .inSettings(295, "settings", "intake.title")
                .post(ALL + "/replay", Role.ADMIN, this::replayMany)
                .get(ONE, Role.ADMIN, this::show)
                .post(ONE + "/replay", Role.ADMIN, this::replay);
    }

    private Reply list(Visit visit) {
        var source = visit.asked("source").flatMap(IntakeSource::of).orElse(null);
        var status = visit.asked("status").flatMap(IntakeStatus::of).orElse(null);
        var number = visit.asked("page")
                .filter(text -> text.matches("[1-9][0-9]{0,8}"))
                .map(Long::valueOf)
                .orElse(1L);
        var filter = new IntakeFilter(source == null ? Set.of() : Set.of(source), null, status, null, null, null);
        var page = ledger.list(visit.caller(), filter, Slice.ofPage(number, PER_PAGE));
        return Reply.page(
                "intake/list.jte",
                new IntakeScreen(source, status, page.items(), number, page.total() > number * PER_PAGE));
    }

    private Reply show(Visit visit) {
        return Reply.page("intake/show.jte", new IntakeScreen.One(ledger.get(visit.caller(), visit.id(0))));
    }

    private Reply replay(Visit visit) {
        ledger.get(visit.caller(), visit.id(0));
        replays.replay(visit.caller(), visit.id(0), visit.field("as_new").equals("true"));
        return Reply.redirect(ALL + "/" + visit.id(0)).saying("intake.replayed");
    }

    /** Those in the state that the list is filtered by. */
    private Reply replayMany(Visit visit) {
        var status = IntakeStatus.of(visit.field("status"))
                .orElseThrow(() -> Problem.invalid("status", Refusal.of("in")).exception());
        var source = IntakeSource.of(visit.field("source")).orElse(null);
        replays.start(
                visit.caller(),
                new IntakeFilter(source == null ? Set.of() : Set.of(source), null, status, null, null, null));
        return Reply.redirect(ALL).saying("intake.replay-begun");
    }
}
