package leadhub.bulk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import leadhub.actions.ActionConfig;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.leads.pages.LeadQuery;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Query;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Starts bulk changes from the table of leads, and shows their progress. */
@Component
class BulkPages implements PageRoutes.Provider {
    /** More than a page of the table shows. */
    private static final int MOST = 200;

    private final BulkChanges changes;
    private final LeadQuery queries;

    BulkPages(BulkChanges changes, LeadQuery queries) {
        this.changes = changes;
        this.queries = queries;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart("/bulk", Role.AGENT, this::mine)
                .post("/bulk", Role.AGENT, this::change)
                .post("/bulk/delete", Role.AGENT, this::delete)
                .post("/bulk/{id}/stop", Role.AGENT, this::stop)
                .post("/bulk/{id}/undo", Role.AGENT, this::undo)
                .post("/bulk/{id}/hide", Role.AGENT, this::hide);
    }

    /** Starts the change that the form asks for. */
    private Reply change(Visit visit) {
        var wanted = BulkForm.read(visit.form());
        visit.form().errors().check();
        return wanted.map(one -> start(visit, one)).orElseGet(() -> Reply.redirect(back(visit)));
    }

    private Reply delete(Visit visit) {
        return start(visit, new NewBulkChange("delete", ActionConfig.of()));
    }

    private Reply start(Visit visit, NewBulkChange wanted) {
        return said(changes.start(visit.caller(), wanted, picked(visit)), Reply.redirect(back(visit)));
    }

    /** Longer changes are shown by the page itself. */
    private Reply said(BulkChange change, Reply reply) {
        if (change.isOpen()) {
            return reply;
        }
        if (change.undoes() != null) {
            return reply.saying("bulk.taken-back", change.done());
        }
        var message = changes.kind(change).isDeletion() ? "leads.deleted-some" : "leads.changed-some";
        return change.done() == 0
                ? reply.saying(message, 0)
                : reply.sayingWithUndo("/bulk/" + change.id() + "/undo", message, change.done());
    }

    private LeadSelection picked(Visit visit) {
        if (visit.field("all").isEmpty()) {
            return new LeadSelection.Some(ids(visit));
        }
        if (!isQuery(visit.field("query"))) {
            throw Problem.invalid("query", Refusal.of("invalid")).exception();
        }
        var query = new QueryInput(new Query(visit.field("query")));
        var filter = queries.read(visit, query);
        query.errors().check();
        return new LeadSelection.Matching(filter);
    }

    private static List<Long> ids(Visit visit) {
        var ids = new ArrayList<Long>();
        for (JsonNode id : visit.form().node().path("ids")) {
            if (ids.size() < MOST && id.isString() && id.stringValue().matches("[0-9]{1,18}")) {
                ids.add(Long.valueOf(id.stringValue()));
            }
        }
        return ids;
    }

    /** To the same table. */
    private static String back(Visit visit) {
        var query = visit.field("query");
        return isQuery(query) && !query.isEmpty() ? "/leads?" + query : "/leads";
    }

    private static boolean isQuery(String text) {
        return text.matches("[A-Za-z0-9_~.*?&=%+-]{0,4000}");
    }

    private Reply mine(Visit visit) {
        var panel = new BulkPanel(changes.mine(visit.caller()));
        var reply = Reply.page("bulk/mine.jte", panel);
        var shown = visit.asked("since")
                .filter(text -> text.matches("[0-9]{1,15}"))
                .map(text -> Instant.ofEpochMilli(Long.parseLong(text)));
        // A change that was running when the table was shown has finished, so the table is out of date.
        var isOver = visit.asked("was").isPresent() && !panel.isOpen()
                || shown.filter(panel::isOverSince).isPresent();
        return isOver ? reply.with("HX-Trigger", "bulk-over") : reply;
    }

    private Reply stop(Visit visit) {
        changes.stop(visit.caller(), visit.id(0));
        return again(visit, Reply.redirect("/leads"));
    }

    private Reply undo(Visit visit) {
        var undoing = changes.undo(visit.caller(), visit.id(0));
        return visit.isPart() ? again(visit, Reply.nothing()) : said(undoing, Reply.redirect("/leads"));
    }

    private Reply hide(Visit visit) {
        changes.hide(visit.caller(), visit.id(0));
        return again(visit, Reply.redirect("/leads"));
    }

    private Reply again(Visit visit, Reply otherwise) {
        return visit.isPart()
                ? Reply.page("bulk/mine.jte", new BulkPanel(changes.mine(visit.caller())))
                        .with("HX-Trigger", "bulk-over")
                : otherwise;
    }
}
