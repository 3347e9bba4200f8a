package leadhub.leads.pages;

import leadhub.base.Role;
import leadhub.leads.LeadUndos;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Undoing what was just done to a lead, wherever that was. */
@Component
class UndoPages implements PageRoutes.Provider {
    private final LeadUndos undos;

    UndoPages(LeadUndos undos) {
        this.undos = undos;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.post("/leads/{id}/undo/{sequence}", Role.AGENT, this::undo);
    }

    private Reply undo(Visit visit) {
        var lead = undos.undo(visit.caller(), visit.id(0), visit.id(1));
        return Reply.refresh("/leads/" + lead.id()).saying("undone");
    }
}
