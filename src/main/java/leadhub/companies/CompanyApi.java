package leadhub.companies;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.leads.texts.CompanyKey;
import leadhub.web.input.QueryInput;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;

/** Companies in the LeadHub dialect: a list that is read on by a cursor, and each with its leads. */
@Component
class CompanyApi implements Routes.Provider {
    static final String CURSOR = "cursor";
    private static final int MOST_LEADS = 100;

    private final Companies companies;
    private final Workspaces workspaces;

    CompanyApi(Companies companies, Workspaces workspaces) {
        this.companies = companies;
        this.workspaces = workspaces;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/companies", Scope.READ_LEADS, this::list)
                .get("/api/v1/companies/{key}", Scope.READ_LEADS, this::show)
                .get("/api/v1/companies/{key}/leads", Scope.READ_LEADS, this::leads);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var search = Objects.requireNonNullElse(query.text("search"), "");
        var after = after(query);
        var perPage = Paging.perPage(query);
        query.errors().check();
        var found = companies.list(exchange.caller(), search, after, perPage, currency(exchange));
        return Answer.ok(CompanyView.Many.of(exchange, perPage, found));
    }

    private static String after(QueryInput query) {
        var cursor = query.text(CURSOR);
        if (cursor == null) {
            return "";
        }
        try {
            var key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (CompanyKey.isOne(key)) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Refused as any other that isn't one.
        }
        query.reject(CURSOR, Refusal.of("in"));
        return "";
    }

    private Answer show(Exchange exchange) {
        var company = companies.get(exchange.caller(), exchange.text(0), currency(exchange));
        var leads = companies.leads(exchange.caller(), company, new Slice(0, MOST_LEADS));
        return Answer.ok(new Envelope.One<>(CompanyView.WithLeads.of(
                company, leads.items().stream().map(CompanyView.LeadLine::of).toList())));
    }

    private Answer leads(Exchange exchange) {
        var company = companies.get(exchange.caller(), exchange.text(0), currency(exchange));
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = companies.leads(exchange.caller(), company, paging.slice());
        return Envelope.page(exchange, paging, page.map(CompanyView.LeadLine::of));
    }

    private String currency(Exchange exchange) {
        return workspaces.get(exchange.caller()).currency();
    }
}
