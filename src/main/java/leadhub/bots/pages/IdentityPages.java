package leadhub.bots.pages;

import leadhub.base.Role;
import leadhub.bots.Bots;
import leadhub.bots.identity.IdentityKeys;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** The keys by which a bot's website signs who its visitors are. */
@Component
class IdentityPages implements PageRoutes.Provider {
    private static final String ALL = "/settings/bots/{bot}/identity";

    private final Bots bots;
    private final IdentityKeys keys;

    IdentityPages(Bots bots, IdentityKeys keys) {
        this.bots = bots;
        this.keys = keys;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getProven(ALL, Role.ADMIN, this::show)
                .postProven(ALL, Role.ADMIN, this::create)
                .postProven(ALL + "/{id}/delete", Role.ADMIN, this::delete);
    }

    private Reply show(Visit visit) {
        return Reply.page("bots/identity.jte", screen(visit, ""));
    }

    /** No redirect, for the secret is shown on this page only. */
    private Reply create(Visit visit) {
        return Reply.page(
                "bots/identity.jte",
                screen(visit, keys.create(visit.caller(), visit.call().text(0))));
    }

    private Reply delete(Visit visit) {
        keys.delete(visit.caller(), visit.call().text(0), visit.id(1));
        return Reply.redirect("/settings/bots/" + visit.call().text(0) + "/identity")
                .saying("bots.identity.deleted");
    }

    private IdentityScreen screen(Visit visit, String secret) {
        var bot = bots.get(visit.caller(), visit.call().text(0));
        return new IdentityScreen(bot, keys.list(visit.caller(), bot.id()), secret, visit.origin());
    }
}
