package leadhub.leads;

import java.util.ArrayList;
import java.util.List;
import leadhub.admin.PageRoutes;
import leadhub.admin.Reply;
import leadhub.admin.Visit;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.tags.Tag;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Doing one thing to many leads that were picked from the table. */
@Component
class BulkPages implements PageRoutes.Provider {
    /** More than one page of the table shows. */
    private static final int MOST = 200;

    private final Leads leads;

    BulkPages(Leads leads) {
        this.leads = leads;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.post("/leads/some", Role.AGENT, this::change).post("/leads/some/delete", Role.AGENT, this::delete);
    }

    /** Sets the status or the owner, or puts on a tag: whichever the form says something about. */
    private Reply change(Visit visit) {
        var change = LeadReader.read(visit.form());
        var tag = visit.form().text("tag", Tag.MOST_CHARACTERS).over(null);
        visit.form().errors().check();
        var done = each(visit, id -> {
            if (tag != null) {
                leads.tag(visit.caller(), id, List.of(tag));
            }
            leads.change(visit.caller(), id, change);
        });
        return Reply.redirect(back(visit)).saying("leads.changed-some", done);
    }

    private Reply delete(Visit visit) {
        var done = each(visit, id -> leads.delete(visit.caller(), id));
        return Reply.redirect(back(visit)).saying("leads.deleted-some", done);
    }

    /** Each by itself, so that one that is gone meanwhile doesn't keep the others from it. */
    private static int each(Visit visit, java.util.function.LongConsumer verb) {
        var done = 0;
        for (var id : ids(visit)) {
            try {
                verb.accept(id);
                done++;
            } catch (ProblemException e) {
                if (!(e.problem() instanceof Problem.NotFound)) {
                    throw e;
                }
            }
        }
        return done;
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
        return query.matches("[A-Za-z0-9_~.?&=%+-]{0,2000}") && !query.isEmpty() ? "/leads?" + query : "/leads";
    }
}
