package leadhub.leads.api;

import java.util.List;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Exchange;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.leads.Leads;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.lists.LeadSort;
import leadhub.leads.record.NewLead;
import leadhub.leads.texts.LeadSearch;
import leadhub.lymbe.LymbeDialect;
import leadhub.lymbe.Pagination;
import leadhub.lymbe.ZodObject;
import leadhub.lymbe.ZodQuery;
import leadhub.web.input.Numbers;
import org.springframework.stereotype.Component;

/** Leads in the Lymbe dialect, by its createLeadSchema. */
@Component
class LymbeLeadApi implements Routes.Provider {
    private final Leads leads;
    private final LeadLists lists;

    LymbeLeadApi(Leads leads, LeadLists lists) {
        this.leads = leads;
        this.lists = lists;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LymbeDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/leads", Scope.READ_LEADS, this::list)
                .post("/api/v1/leads", Scope.WRITE_LEADS, this::create);
    }

    private Answer list(Exchange exchange) {
        var query = new ZodQuery(exchange.query());
        var limit = (int) query.number("limit", 20, 1, 100);
        var offset = query.number("offset", 0, 0, Numbers.LAST_OF_JAVASCRIPT);
        var botId = query.uuid("botId");
        var from = query.time("from");
        var until = query.timeIncluded("to");
        var search = query.text("search");
        query.check();
        var filter = LeadFilter.builder()
                .search(search == null ? null : new LeadSearch(LeadSearch.Where.NAME_EMAIL_COMPANY, search))
                .createdFrom(from)
                .createdUntil(until)
                .botId(botId)
                .build();
        var page = lists.list(
                exchange.caller(),
                new LeadList(filter, LeadSort.CREATED_AT, LeadSort.Direction.DESC, new Slice(offset, limit)));
        return Answer.page(page, one -> listed(one.map(LymbeLead::of), limit, offset));
    }

    private static Listed listed(Page<LymbeLead> page, int limit, long offset) {
        return new Listed(page.items(), Pagination.of(page, limit, offset));
    }

    private Answer create(Exchange exchange) {
        var input = new ZodObject(exchange.body());
        var name = input.string("name", 1, 200);
        var email = input.email("email");
        var phone = input.optionalString("phone", 50);
        var company = input.optionalString("company", 200);
        var message = input.optionalString("message", 5000);
        var botId = input.optionalUuid("botId");
        var tags = input.optionalStrings("tags", 20, 50);
        input.check();
        var facts = LymbeLead.facts(name, email, phone, company, message, tags);
        var lead = leads.create(exchange.caller(), new NewLead(facts, "api", botId));
        return Answer.created(new Made(LymbeLead.of(lead)));
    }

    record Listed(List<LymbeLead> leads, Pagination pagination) {}

    record Made(LymbeLead lead) {}
}
