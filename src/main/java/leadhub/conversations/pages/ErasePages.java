package leadhub.conversations.pages;

import leadhub.base.Role;
import leadhub.conversations.team.Removal;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Erases a conversation for good. */
@Component
class ErasePages implements PageRoutes.Provider {
    private final Removal removal;

    ErasePages(Removal removal) {
        this.removal = removal;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.post(InboxPages.ONE + "/erase", Role.ADMIN, this::erase);
    }

    private Reply erase(Visit visit) {
        removal.erase(visit.caller(), InboxPages.id(visit));
        return Reply.redirect("/inbox").saying("inbox.erased");
    }
}
