package leadhub.leads.pages;

import java.util.ArrayList;
import java.util.List;
import leadhub.base.Change;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.fields.Fields;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.views.NewSavedView;
import leadhub.views.SavedView;
import leadhub.views.SavedViewChange;
import leadhub.views.SavedViews;
import leadhub.web.input.Input;
import leadhub.web.input.Query;
import org.springframework.stereotype.Component;

/** The views and columns of the table of leads, and the lines of its filter. */
@Component
class ViewPages implements PageRoutes.Provider {
    private static final int MOST_QUERY = 4_000;

    private final SavedViews views;
    private final LeadTables tables;
    private final CriterionLines lines;
    private final Fields fields;

    ViewPages(SavedViews views, LeadTables tables, CriterionLines lines, Fields fields) {
        this.fields = fields;
        this.views = views;
        this.tables = tables;
        this.lines = lines;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart("/leads/criterion", Role.READ_ONLY, this::criterion)
                .post("/leads/columns", Role.READ_ONLY, this::columns)
                .post("/leads/views", Role.READ_ONLY, this::create)
                .post("/leads/views/{view}", Role.READ_ONLY, this::change)
                .post("/leads/views/{view}/query", Role.READ_ONLY, this::keep)
                .post("/leads/views/{view}/columns", Role.READ_ONLY, this::columnsOf)
                .post("/leads/views/{view}/delete", Role.READ_ONLY, this::delete)
                .post("/leads/views/{view}/restore", Role.READ_ONLY, this::restore);
    }

    /** A line of the filter as it must look for the field that was chosen; the list follows. */
    private Reply criterion(Visit visit) {
        var line = lines.read(visit);
        var reply = Reply.page("leads/criterion.jte", line);
        return line.row() == null ? reply : reply.with("HX-Trigger-After-Settle", "criteria");
    }

    private Reply columns(Visit visit) {
        views.chooseColumns(visit.caller(), chosen(visit));
        var query = query(visit);
        return Reply.redirect(query.isEmpty() ? "/leads" : "/leads?" + query);
    }

    private Reply columnsOf(Visit visit) {
        var view = views.change(visit.caller(), visit.id(0), SavedViewChange.toColumns(chosen(visit)));
        return Reply.redirect(ViewBar.path(view));
    }

    private Reply create(Visit visit) {
        var name = name(visit.form());
        var isShared = visit.form().bool("is_shared");
        visit.form().require("name");
        visit.form().errors().check();
        var view = views.create(
                visit.caller(),
                new NewSavedView(
                        name.over(""),
                        Boolean.TRUE.equals(isShared.over(false)),
                        query(visit),
                        tables.chosenColumns(visit)));
        return Reply.redirect(ViewBar.path(view)).saying("views.kept", view.name());
    }

    private Reply change(Visit visit) {
        var name = name(visit.form());
        var isShared = visit.form().bool("is_shared");
        visit.form().errors().check();
        var change = new SavedViewChange(
                name,
                // A box that isn't ticked sends nothing.
                Change.set(Boolean.TRUE.equals(isShared.over(false))),
                Change.keep(),
                Change.keep());
        var view = views.change(visit.caller(), visit.id(0), change);
        return Reply.redirect(ViewBar.path(view)).saying("settings.saved");
    }

    private Reply keep(Visit visit) {
        var view = views.change(visit.caller(), visit.id(0), SavedViewChange.toQuery(query(visit)));
        return Reply.redirect(ViewBar.path(view)).saying("views.kept", view.name());
    }

    private Reply delete(Visit visit) {
        var view = views.delete(visit.caller(), visit.id(0));
        return Reply.redirect("/leads")
                .sayingWithUndo("/leads/views/" + view.id() + "/restore", "views.deleted", view.name());
    }

    private Reply restore(Visit visit) {
        var view = views.restore(visit.caller(), visit.id(0));
        return Reply.redirect(ViewBar.path(view)).saying("views.restored", view.name());
    }

    private static Change<String> name(Input form) {
        return form.solidText("name", SavedView.MOST_CHARACTERS);
    }

    private List<String> chosen(Visit visit) {
        var names = new ArrayList<String>();
        visit.form().node().path("columns").forEach(name -> names.add(name.asString("")));
        return LeadColumn.named(fields.all(visit.caller()), names).stream()
                .map(LeadColumn::name)
                .toList();
    }

    private static String query(Visit visit) {
        var query = LeadTables.kept(new Query(visit.field("query")));
        if (query.length() > MOST_QUERY) {
            throw Problem.invalid("query", Refusal.of("view.filter_too_long")).exception();
        }
        return query;
    }
}
