package leadhub.leads.pages;

import leadhub.api.Paging;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.leads.deleted.DeletedLeads;
import leadhub.leads.record.LeadNames;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** The leads that were deleted lately, each to be brought back. */
@Component
class DeletedLeadPages implements PageRoutes.Provider {
    private static final int PER_PAGE = 50;

    private final DeletedLeads deleted;

    DeletedLeadPages(DeletedLeads deleted) {
        this.deleted = deleted;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/leads/deleted", Role.AGENT, this::table)
                .inPalette(20, "trash", "leads.deleted-title")
                .post("/leads/deleted/{id}/restore", Role.AGENT, this::restore);
    }

    private Reply table(Visit visit) {
        var query = new QueryInput(visit.query());
        var slice = new Paging(Paging.of(query).page(), PER_PAGE).slice();
        query.errors().check();
        var leads = deleted.list(visit.caller(), new Slice(slice.offset(), PER_PAGE + 1));
        var isLast = leads.size() <= PER_PAGE;
        return Reply.page(
                "leads/deleted.jte",
                new DeletedLeadTable(leads.stream().limit(PER_PAGE).toList(), slice.offset() / PER_PAGE + 1, isLast));
    }

    private Reply restore(Visit visit) {
        var lead = deleted.restore(visit.caller(), visit.id(0));
        return Reply.redirect("/leads/" + lead.id())
                .saying("leads.restored", LeadNames.of(lead, visit.page().locale()));
    }
}
