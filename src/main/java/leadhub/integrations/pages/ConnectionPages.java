package leadhub.integrations.pages;

import java.util.List;
import java.util.Objects;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.intake.IntakeEntry;
import leadhub.intake.IntakeFilter;
import leadhub.intake.IntakeLedger;
import leadhub.intake.IntakeReplays;
import leadhub.intake.IntakeStatus;
import leadhub.integrations.HelpPages;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationPreview;
import leadhub.integrations.IntegrationTypes;
import leadhub.integrations.Integrations;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An integration's own page: how it does, what came by it, and whether it is ready. */
@Component
class ConnectionPages implements PageRoutes.Provider {
    private static final int SHOWN = 50;

    private final Integrations integrations;
    private final IntegrationTypes types;
    private final IntegrationPages.Health health;
    private final HelpPages help;
    private final Came came;

    /** What came in, and once more. */
    @Component
    record Came(IntakeLedger ledger, IntakeReplays replays, IntegrationPreview preview) {}

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
        routes.get(IntegrationPages.ONE, Role.ADMIN, visit -> Reply.page("integrations/show.jte", screen(visit, null)))
                .getPart(IntegrationPages.ONE + "/arrival", Role.ADMIN, this::arrival)
                .post(IntegrationPages.ONE + "/test", Role.ADMIN, this::test)
                .post(IntegrationPages.ONE + "/replay", Role.ADMIN, this::replay);
    }

    private ConnectionScreen screen(Visit visit, IntegrationPreview.@Nullable Test test) {
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
                test);
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
                : Reply.page("integrations/show.jte", screen(visit, test));
    }

    /** All that failed or were set aside, once what stopped them is mended. */
    private Reply replay(Visit visit) {
        var integration = integrations.get(visit.caller(), visit.id(0));
        var status = IntakeStatus.of(visit.field("status"))
                .filter(one -> one == IntakeStatus.FAILED || one == IntakeStatus.IGNORED)
                .orElseThrow(() -> Problem.invalid("status", Refusal.of("in")).exception());
        var source = types.get(integration.terms().type()).source();
        came.replays().start(visit.caller(), new IntakeFilter(source, integration.id(), status, null, null, null));
        return Reply.redirect(IntegrationPages.path(integration)).saying("intake.replay-begun");
    }
}
