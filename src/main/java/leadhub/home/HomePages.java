package leadhub.home;

import leadhub.admin.PageRoutes;
import leadhub.admin.Reply;
import leadhub.admin.Visit;
import leadhub.base.Role;
import org.springframework.stereotype.Component;

/** The page that one sees first. */
@Component
class HomePages implements PageRoutes.Provider {
    private final Home home;

    HomePages(Home home) {
        this.home = home;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/", Role.READ_ONLY, visit -> Reply.redirect("/home")).get("/home", Role.READ_ONLY, this::show);
    }

    private Reply show(Visit visit) {
        return Reply.page(
                "home/show.jte",
                new HomeScreen(home.look(visit.caller(), visit.page().zone()), visit.origin()));
    }
}
