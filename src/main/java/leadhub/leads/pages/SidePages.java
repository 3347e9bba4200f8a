package leadhub.leads.pages;

import java.util.ArrayList;
import java.util.List;
import leadhub.base.Role;
import leadhub.leads.lists.LeadFigures;
import leadhub.leads.lists.LeadFilter;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.views.PinnedPage;
import leadhub.views.PinnedPages;
import leadhub.views.SavedView;
import leadhub.views.SavedViews;
import leadhub.web.input.Query;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands below the menu: the pages that somebody keeps at hand, and saved views with how many leads each has. */
@Component
class SidePages implements PageRoutes.Provider {
    private static final int MOST_VIEWS = 12;

    private final PinnedPages pins;
    private final SavedViews views;
    private final LeadQuery queries;
    private final LeadFigures figures;

    SidePages(PinnedPages pins, SavedViews views, LeadQuery queries, LeadFigures figures) {
        this.pins = pins;
        this.views = views;
        this.queries = queries;
        this.figures = figures;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart("/side", Role.READ_ONLY, this::show)
                .post("/side/pins", Role.READ_ONLY, this::pin)
                .post("/side/pins/{pin}/remove", Role.READ_ONLY, this::unpin);
    }

    /** It comes once the page is there, so that no page waits for it. */
    private Reply show(Visit visit) {
        return Reply.page("leads/side.jte", read(visit));
    }

    private Reply pin(Visit visit) {
        var path = visit.field("path");
        var title = visit.form().solidText("title", PinnedPage.MOST_CHARACTERS);
        visit.form().require("title");
        visit.form().errors().check();
        pins.pin(visit.caller(), path, title.over(""));
        return visit.isPart() ? show(visit) : Reply.redirect("/");
    }

    private Reply unpin(Visit visit) {
        pins.unpin(visit.caller(), visit.id(0));
        return visit.isPart() ? show(visit) : Reply.redirect("/");
    }

    private SideScreen read(Visit visit) {
        var all = views.list(visit.caller());
        var shown = all.stream().limit(MOST_VIEWS).toList();
        var filters = new ArrayList<@Nullable LeadFilter>();
        shown.forEach(view -> filters.add(filter(visit, view)));
        var numbers = figures.several(visit.caller(), filters);
        var lines = new ArrayList<SideScreen.View>();
        for (var at = 0; at < shown.size(); at++) {
            var view = shown.get(at);
            lines.add(new SideScreen.View(ViewBar.path("/leads", view), view.name(), numbers.get(at)));
        }
        return new SideScreen(pins.list(visit.caller()), List.copyOf(lines), all.size() - shown.size());
    }

    /** Null where a view asks for what isn't there any more. */
    private @Nullable LeadFilter filter(Visit visit, SavedView view) {
        var query = new QueryInput(new Query(view.query()));
        var filter = queries.read(visit.caller(), visit.page().zone(), query);
        return query.errors().any() ? null : filter;
    }
}
