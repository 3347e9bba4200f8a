package leadhub.bulk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import leadhub.actions.ActionConfig;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.pages.FieldForm;
import leadhub.leads.pages.LeadQuery;
import leadhub.leads.pages.Losses;
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
    private final LeadLists lists;
    private final FieldForm.Reader fields;
    private final Losses losses;

    BulkPages(BulkChanges changes, LeadQuery queries, LeadLists lists, FieldForm.Reader fields, Losses losses) {
        this.losses = losses;
        this.lists = lists;
        this.fields = fields;
        this.changes = changes;
        this.queries = queries;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart("/bulk", Role.AGENT, this::mine)
                .post("/bulk", Role.AGENT, this::change)
                .getPart("/bulk/field", Role.AGENT, this::field)
                .post("/bulk/field", Role.AGENT, this::set)
                .post("/bulk/delete", Role.AGENT, this::delete)
                .post("/bulk/{id}/stop", Role.AGENT, this::stop)
                .post("/bulk/{id}/undo", Role.AGENT, this::undo)
                .post("/bulk/{id}/hide", Role.AGENT, this::hide);
    }

    /** Starts the change that the form asks for. */
    private Reply change(Visit visit) {
        var wanted = BulkForm.read(visit.form());
        visit.form().errors().check();
        wanted.ifPresent(one -> requireReason(visit, one.given()));
        return wanted.map(one -> start(visit, one)).orElseGet(() -> Reply.redirect(back(visit)));
    }

    /** People who lose leads say why, where the workspace wants it. */
    private void requireReason(Visit visit, ActionConfig given) {
        losses.require(
                visit.caller(),
                given.has("status") ? given.text("status") : null,
                given.has("pipeline_stage_id") ? given.number("pipeline_stage_id") : null,
                given.has("lost_reason") ? given.text("lost_reason") : null);
    }

    private Reply delete(Visit visit) {
        return start(visit, new NewBulkChange("delete", ActionConfig.of()));
    }

    /** The form that gives a field of the selected leads a value, and says how many they are. */
    private Reply field(Visit visit) {
        var form = fields.show(visit, visit.asked("field").orElse(""));
        var query = visit.asked("query").orElse("");
        var isAll = visit.asked("all").isPresent();
        var number = isAll
                ? lists.count(visit.caller(), matching(visit, query))
                : visit.asked("picked")
                        .filter(text -> text.matches("[0-9]{1,3}"))
                        .map(Long::valueOf)
                        .orElse(0L);
        return Reply.page("bulk/field.jte", new BulkFieldScreen(form, number, isAll, query, List.of()));
    }

    private Reply set(Visit visit) {
        var picked = picked(visit);
        var form = fields.show(visit, visit.field("field"));
        try {
            var value = fields.value(visit, form);
            visit.form().errors().check();
            var given = ActionConfig.of("field", form.column().name()).with("value", value);
            return start(visit, new NewBulkChange("set_field", given), picked);
        } catch (ProblemException e) {
            if (!(e.problem() instanceof Problem.Invalid(var errors))) {
                throw e;
            }
            var matching = picked instanceof LeadSelection.Matching all ? all.filter() : null;
            var ids = matching == null ? ids(visit) : List.<Long>of();
            var number = matching == null ? ids.size() : lists.count(visit.caller(), matching);
            return Reply.refused(
                    "bulk/field.jte",
                    new BulkFieldScreen(
                            fields.refused(visit, errors), number, matching != null, visit.field("query"), ids));
        }
    }

    private Reply start(Visit visit, NewBulkChange wanted) {
        return start(visit, wanted, picked(visit));
    }

    private Reply start(Visit visit, NewBulkChange wanted, LeadSelection picked) {
        return said(changes.start(visit.caller(), wanted, picked), Reply.redirect(back(visit)));
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
        return new LeadSelection.Matching(matching(visit, visit.field("query")));
    }

    private LeadFilter matching(Visit visit, String asked) {
        if (!isQuery(asked)) {
            throw Problem.invalid("query", Refusal.of("invalid")).exception();
        }
        var query = new QueryInput(new Query(asked));
        var filter = queries.read(visit, query);
        query.errors().check();
        return filter;
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
