package leadhub.integrations.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.intake.IntakeEntry;
import leadhub.intake.IntakeFilter;
import leadhub.intake.IntakeLedger;
import leadhub.intake.IntakeReplays;
import leadhub.intake.IntakeStatus;
import leadhub.integrations.AskedType;
import leadhub.integrations.BackfillRequests;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationPreview;
import leadhub.integrations.IntegrationTypes;
import leadhub.integrations.Integrations;
import leadhub.integrations.fetching.Backfills;
import leadhub.integrations.help.HelpPages;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An integration's own page: how it does, what came by it, and whether it is ready. */
@Component
class ConnectionPages implements PageRoutes.Provider {
    private static final int SHOWN = 50;

    /** For which most providers keep leads. */
    private static final int USUAL_DAYS = 90;

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final Integrations integrations;
    private final IntegrationTypes types;
    private final IntegrationPages.Health health;
    private final HelpPages help;
    private final Came came;

    /** What came in, and once more, and from before. */
    @Component
    record Came(
            IntakeLedger ledger,
            IntakeReplays replays,
            IntegrationPreview preview,
            BackfillRequests past,
            Backfills backfills,
            Clock clock) {}

    ConnectionPages(
            Integrations integrations,
            IntegrationTypes types,
            IntegrationPages.Health health,
            HelpPages help,
            Came came) {
        this.integrations = integrations;
        this.types = types;
        this.health = health;
        this.help = help;
        this.came = came;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(
                        IntegrationPages.ONE,
                        Role.ADMIN,
                        visit -> Reply.page("integrations/show.jte", screen(visit, null, List.of())))
                .getPart(IntegrationPages.ONE + "/arrival", Role.ADMIN, this::arrival)
                .post(IntegrationPages.ONE + "/test", Role.ADMIN, this::test)
                .post(IntegrationPages.ONE + "/replay", Role.ADMIN, this::replay)
                .post(IntegrationPages.ONE + "/backfill", Role.ADMIN, this::backfill);
    }

    private ConnectionScreen screen(Visit visit, IntegrationPreview.@Nullable Test test, List<Refusal> refusals) {
        var caller = visit.caller();
        var integration = integrations.get(caller, visit.id(0));
        var type = types.get(integration.terms().type());
        var total = health.totals().of(caller.workspaceId(), List.of(integration.id()));
        return new ConnectionScreen(
                integration,
                type,
                new ConnectionScreen.State(
                        health.healths().of(caller, integration), Objects.requireNonNull(total.get(integration.id()))),
                new MadeIntegration.ConnectSteps(
                        type,
                        integration.url(visit.origin()),
                        help.of(type.about().key()).orElse(null)),
                integrations.overlap(caller, integration.id()).orElse(null),
                latest(visit, integration, SHOWN),
                past(visit, integration, refusals),
                test);
    }

    private ConnectionScreen.@Nullable Past past(Visit visit, Integration integration, List<Refusal> refusals) {
        if (!(types.get(integration.terms().type()) instanceof AskedType type)) {
            return null;
        }
        var today = LocalDate.ofInstant(Times.now(came.clock()), visit.page().zone());
        return new ConnectionScreen.Past(
                came.backfills()
                        .last(visit.caller().workspaceId(), integration.id())
                        .orElse(null),
                refusals.isEmpty() ? today.minusDays(USUAL_DAYS).toString() : visit.field("since"),
                today,
                BackfillRequests.missing(type, integration).orElse(null),
                refusals);
    }

    private List<IntakeEntry> latest(Visit visit, Integration integration, int most) {
        var source = types.get(integration.terms().type()).source();
        var filter = IntakeFilter.of(source, integration.id());
        return came.ledger().list(visit.caller(), filter, new Slice(0, most)).items();
    }

    private Reply arrival(Visit visit) {
        var integration = integrations.get(visit.caller(), visit.id(0));
        var last = latest(visit, integration, 1);
        return Reply.page(
                "integrations/arrival.jte", new Arrival(integration, last.isEmpty() ? null : last.getFirst()));
    }

    private Reply test(Visit visit) {
        var integration = integrations.get(visit.caller(), visit.id(0));
        var test = came.preview().test(visit.caller(), integration);
        return visit.isPart()
                ? Reply.page("integrations/checks.jte", test)
                : Reply.page("integrations/show.jte", screen(visit, test, List.of()));
    }

    /** From the beginning of a day on, where the visitor is. */
    private Reply backfill(Visit visit) {
        var integration = integrations.get(visit.caller(), visit.id(0));
        var since = day(visit.field("since"))
                .map(day -> day.atStartOfDay(visit.page().zone()).toInstant());
        if (since.isEmpty()) {
            return refused(visit, Refusal.of("date"));
        }
        try {
            came.past().backfill(visit.caller(), integration.id(), since.get());
            return Reply.redirect(IntegrationPages.path(integration)).saying("integrations.past-begun");
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Conflict(var refusal)) {
                return refused(visit, refusal);
            }
            throw e;
        }
    }

    private Reply refused(Visit visit, Refusal refusal) {
        return Reply.refused("integrations/show.jte", screen(visit, null, List.of(refusal)));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return DAY.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** All that failed or were set aside, once what stopped them is mended. */
    private Reply replay(Visit visit) {
        var integration = integrations.get(visit.caller(), visit.id(0));
        var status = IntakeStatus.of(visit.field("status"))
                .filter(one -> one == IntakeStatus.FAILED || one == IntakeStatus.IGNORED)
                .orElseThrow(() -> Problem.invalid("status", Refusal.of("in")).exception());
        var source = types.get(integration.terms().type()).source();
        came.replays()
                .start(visit.caller(), new IntakeFilter(Set.of(source), integration.id(), status, null, null, null));
        return Reply.redirect(IntegrationPages.path(integration)).saying("intake.replay-begun");
    }
}
