package leadhub.duplicates.pages;

import leadhub.api.Paging;
import leadhub.base.Role;
import leadhub.duplicates.Duplicates;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** The pairs of leads that may be one person, each to be merged or put aside. */
@Component
class DuplicatePages implements PageRoutes.Provider {
    private static final int PER_PAGE = 25;

    private final Duplicates duplicates;

    DuplicatePages(Duplicates duplicates) {
        this.duplicates = duplicates;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/leads/duplicates", Role.AGENT, this::queue)
                .inPalette(15, "copy", "duplicates.title")
                .post("/leads/duplicates/{id}/dismiss", Role.AGENT, this::dismiss);
    }

    private Reply queue(Visit visit) {
        var query = new QueryInput(visit.query());
        var paging = new Paging(Paging.of(query).page(), PER_PAGE);
        query.errors().check();
        var pairs = duplicates.list(visit.caller(), paging.slice());
        return Reply.page("duplicates/queue.jte", new DuplicateQueue(pairs, paging.page(), PER_PAGE));
    }

    private Reply dismiss(Visit visit) {
        duplicates.dismiss(visit.caller(), visit.id(0));
        return Reply.redirect("/leads/duplicates").saying("duplicates.dismissed");
    }
}
