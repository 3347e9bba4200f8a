package leadhub.leads.pages;

import java.util.List;
import java.util.Set;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.lists.LeadSort;
import leadhub.leads.record.Lead;
import leadhub.leads.texts.LeadSearch;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** The palette: finds leads by name, e-mail or phone from wherever one is. */
@Component
class PalettePages implements PageRoutes.Provider {
    private static final int MOST = 8;

    private final LeadLists lists;

    PalettePages(LeadLists lists) {
        this.lists = lists;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart("/find", Role.READ_ONLY, this::find);
    }

    private Reply find(Visit visit) {
        var text = visit.asked("search").map(String::strip).orElse("");
        return Reply.page("leads/found.jte", text.isEmpty() ? List.of() : found(visit, text));
    }

    private List<Lead> found(Visit visit, String text) {
        var filter = LeadFilter.ofSearch(new LeadSearch(LeadSearch.Where.NAME_EMAIL_PHONE, text));
        return lists.previews(
                        visit.caller(),
                        new LeadList(filter, LeadSort.CREATED_AT, LeadSort.Direction.DESC, new Slice(0, MOST)),
                        Set.of())
                .items();
    }
}
