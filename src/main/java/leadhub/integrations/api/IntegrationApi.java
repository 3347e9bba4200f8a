package leadhub.integrations.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Page;
import leadhub.base.Refusal;
import leadhub.intake.IntakeFilter;
import leadhub.intake.IntakeLedger;
import leadhub.intake.IntakeTotals;
import leadhub.intake.IntakeView;
import leadhub.integrations.BackfillRequests;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationPreview;
import leadhub.integrations.IntegrationReader;
import leadhub.integrations.IntegrationTypes;
import leadhub.integrations.Integrations;
import leadhub.web.input.Input;
import leadhub.web.input.IsoTimes;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Integrations in the LeadHub dialect. */
@Component
public class IntegrationApi implements Routes.Provider {
    private static final String ALL = "/api/v1/integrations";
    private static final String ONE = ALL + "/{id}";

    private final Integrations integrations;
    private final IntegrationReader reader;
    private final IntegrationTypes types;
    private final IntegrationPreview preview;
    private final Came came;

    /** Leads from before that are fetched. */
    record Begun(long id, Instant createdAt) {}

    /** What came in by them, and from before. */
    @Component
    record Came(IntakeLedger ledger, IntakeTotals totals, BackfillRequests past) {}

    IntegrationApi(
            Integrations integrations,
            IntegrationReader reader,
            IntegrationTypes types,
            IntegrationPreview preview,
            Came came) {
        this.integrations = integrations;
        this.reader = reader;
        this.types = types;
        this.preview = preview;
        this.came = came;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    /** What came in tells of leads. */
    @Override
    public void declare(Routes routes) {
        routes.get(ALL + "/types", Scope.READ_INTEGRATIONS, this::types)
                .get(ALL, Scope.READ_INTEGRATIONS, this::list)
                .post(ALL, Scope.WRITE_INTEGRATIONS, this::create)
                .get(ONE, Scope.READ_INTEGRATIONS, this::show)
                .update(ONE, Scope.WRITE_INTEGRATIONS, this::change, this::current)
                .delete(ONE, Scope.WRITE_INTEGRATIONS, this::delete, this::current)
                .post(ONE + "/rotate", Scope.WRITE_INTEGRATIONS, this::rotate)
                .asking(
                        exchange -> preview.ask(integrations.get(exchange.caller(), exchange.id(0))),
                        lines -> lines.post(ONE + "/test", Scope.WRITE_INTEGRATIONS, this::test))
                .post(ONE + "/backfill", Scope.WRITE_INTEGRATIONS, this::backfill)
                .alsoNeeding(
                        Scope.READ_LEADS,
                        lines -> lines.get(ONE + "/events", Scope.READ_INTEGRATIONS, this::events)
                                .post(ONE + "/mapping/preview", Scope.READ_INTEGRATIONS, this::preview));
    }

    private Answer types(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var all = types.all().stream()
                .map(type -> TypeView.of(type, exchange.origin()))
                .toList();
        var slice = paging.slice();
        var page = all.stream().skip(slice.offset()).limit(slice.limit()).toList();
        return Envelope.page(exchange, paging, new Page<>(page, all.size()));
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = integrations.list(exchange.caller(), paging.slice());
        return Envelope.page(exchange, paging, new Page<>(views(exchange, page.items()), page.total()));
    }

    /** Of all integrations of a page, what came in is counted at once. */
    private List<IntegrationView> views(Exchange exchange, List<Integration> page) {
        var views = new ArrayList<IntegrationView>();
        var ids = page.stream().map(Integration::id).toList();
        var totals = came.totals().of(exchange.caller().workspaceId(), ids);
        page.forEach(one -> views.add(IntegrationView.of(
                one,
                types.get(one.terms().type()),
                Objects.requireNonNull(totals.get(one.id())),
                exchange.origin(),
                false)));
        return views;
    }

    private Answer show(Exchange exchange) {
        return one(exchange, integrations.get(exchange.caller(), exchange.id(0)));
    }

    private Answer current(Exchange exchange) {
        return one(exchange, integrations.lock(exchange.caller(), exchange.id(0)));
    }

    private Answer create(Exchange exchange) {
        var terms = reader.create(exchange.caller(), new Input(exchange.body()));
        var made = integrations.create(exchange.caller(), terms);
        var total = came.totals().of(exchange.caller().workspaceId(), List.of(made.id()));
        var view = IntegrationView.of(
                made, types.get(terms.type()), Objects.requireNonNull(total.get(made.id())), exchange.origin(), true);
        return Answer.created(exchange.origin() + ALL + "/" + made.id(), new Envelope.One<>(view))
                .secret();
    }

    private Answer change(Exchange exchange) {
        integrations.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        return one(
                exchange,
                integrations.change(exchange.caller(), exchange.id(0), before -> reader.change(input, before.terms())));
    }

    private Answer rotate(Exchange exchange) {
        integrations.get(exchange.caller(), exchange.id(0));
        new Input(exchange.body());
        return one(exchange, integrations.rotate(exchange.caller(), exchange.id(0)))
                .secret();
    }

    private Answer delete(Exchange exchange) {
        integrations.delete(exchange.caller(), exchange.id(0));
        return Answer.noContent();
    }

    private Answer test(Exchange exchange) {
        var integration = integrations.get(exchange.caller(), exchange.id(0));
        new Input(exchange.body());
        return Answer.ok(new Envelope.One<>(preview.tell(exchange.caller(), integration)));
    }

    private Answer backfill(Exchange exchange) {
        integrations.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        input.require("since");
        var since = input.text("since", 100).over(null);
        var time = since == null ? null : IsoTimes.read(since).orElse(null);
        if (time == null) {
            input.reject("since", Refusal.of("date"));
        }
        input.errors().check();
        var begun = came.past().backfill(exchange.caller(), exchange.id(0), Objects.requireNonNull(time));
        return new Answer(202, Map.of(), new Envelope.One<>(new Begun(begun.id(), begun.createdAt())));
    }

    private Answer events(Exchange exchange) {
        var integration = integrations.get(exchange.caller(), exchange.id(0));
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var filter = IntakeFilter.of(types.get(integration.terms().type()).source(), integration.id());
        return Envelope.page(
                exchange,
                paging,
                came.ledger().list(exchange.caller(), filter, paging.slice()).map(IntakeView::of));
    }

    private Answer preview(Exchange exchange) {
        var integration = integrations.get(exchange.caller(), exchange.id(0));
        return Answer.ok(new Envelope.One<>(preview.of(exchange.caller(), integration, new Input(exchange.body()))));
    }

    private Answer one(Exchange exchange, Integration integration) {
        return Answer.ok(
                new Envelope.One<>(views(exchange, List.of(integration)).getFirst()));
    }
}
