package leadhub.panel;

import leadhub.base.Role;
import org.springframework.stereotype.Component;

/** The way into the settings: to the first page that a visitor can do something with. */
@Component
class SettingsPages implements PageRoutes.Provider {

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/settings", Role.READ_ONLY, SettingsPages::first).inMenu(90, "settings", "nav.settings");
    }

    private static Reply first(Visit visit) {
        return Reply.redirect(visit.page().may(Role.ADMIN) ? "/settings/keys" : "/settings/account");
    }
}
