package leadhub.leads.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The views and columns of the table of leads, and the lines of its filter. */
@Component
class ViewPages implements PageRoutes.Provider {
    private static final int MOST_QUERY = 4_000;

    private static final Pattern BOARD = Pattern.compile("/board/[1-9][0-9]{0,17}");

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
                .getPart("/leads/criterion/group", Role.READ_ONLY, this::group)
                .post("/leads/columns", Role.READ_ONLY, this::columns)
                .post("/leads/widths", Role.READ_ONLY, this::widen)
                .post("/leads/views", Role.READ_ONLY, this::create)
                .post("/leads/views/{view}", Role.READ_ONLY, this::change)
                .post("/leads/views/{view}/query", Role.READ_ONLY, this::keep)
                .post("/leads/views/{view}/columns", Role.READ_ONLY, this::columnsOf)
                .post("/leads/views/{view}/widths", Role.READ_ONLY, this::widenIn)
                .post("/leads/views/{view}/delete", Role.READ_ONLY, this::delete)
                .post("/leads/views/{view}/restore", Role.READ_ONLY, this::restore);
    }

    /** A line of the filter as it must look for the field that was chosen; the list follows. */
    private Reply criterion(Visit visit) {
        var line = lines.read(visit);
        var reply = Reply.page("leads/criterion.jte", line);
        return line.row() == null ? reply : reply.with("HX-Trigger-After-Settle", "criteria");
    }

    /** A group with a line of its own, within another one or by itself. */
    private Reply group(Visit visit) {
        var group = lines.group(visit, tables.form(visit));
        return group.map(one -> Reply.page("leads/criteria-group.jte", one)).orElseGet(Reply::nothing);
    }

    private Reply columns(Visit visit) {
        views.chooseColumns(visit.caller(), chosen(visit));
        var query = query(visit);
        return Reply.redirect(query.isEmpty() ? "/leads" : "/leads?" + query);
    }

    private Reply columnsOf(Visit visit) {
        var view = views.change(visit.caller(), visit.id(0), SavedViewChange.toColumns(chosen(visit)));
        return Reply.redirect(ViewBar.path(page(visit), view));
    }

    private Reply widen(Visit visit) {
        views.widen(visit.caller(), column(visit), width(visit));
        return visit.isPart() ? Reply.nothing() : Reply.redirect("/leads");
    }

    private Reply widenIn(Visit visit) {
        var view = views.get(visit.caller(), visit.id(0));
        views.widenIn(visit.caller(), view.id(), column(visit), width(visit));
        return visit.isPart() ? Reply.nothing() : Reply.redirect("/leads?view=" + view.id());
    }

    private String column(Visit visit) {
        var name = visit.field("column");
        if (!name.equals(LeadTable.NAME)
                && LeadColumn.named(fields.all(visit.caller()), List.of(name)).isEmpty()) {
            throw Problem.invalid("column", Refusal.of("in")).exception();
        }
        return name;
    }

    /** Null for as wide as it comes. */
    private static @Nullable Integer width(Visit visit) {
        var width = visit.form().integer("width").over(null);
        visit.form().errors().check();
        return width == null ? null : (Integer) Math.toIntExact(Math.clamp(width, 0, 1_000));
    }

    private Reply create(Visit visit) {
        var name = name(visit.form());
        var isShared = visit.form().bool("is_shared");
        visit.form().require("name");
        visit.form().errors().check();
        var chosen = tables.chosenColumns(visit);
        var view = views.create(
                visit.caller(),
                new NewSavedView(
                        name.over(""),
                        Boolean.TRUE.equals(isShared.over(false)),
                        query(visit),
                        LeadTables.names(chosen),
                        chosen.widths()));
        return Reply.redirect(ViewBar.path(page(visit), view)).saying("views.kept", view.name());
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
        return Reply.redirect(ViewBar.path(page(visit), view)).saying("settings.saved");
    }

    private Reply keep(Visit visit) {
        var view = views.change(visit.caller(), visit.id(0), SavedViewChange.toQuery(query(visit)));
        return Reply.redirect(ViewBar.path(page(visit), view)).saying("views.kept", view.name());
    }

    private Reply delete(Visit visit) {
        var view = views.delete(visit.caller(), visit.id(0));
        return Reply.redirect(page(visit))
                .sayingWithUndo("/leads/views/" + view.id() + "/restore", "views.deleted", view.name());
    }

    private Reply restore(Visit visit) {
        var view = views.restore(visit.caller(), visit.id(0));
        return Reply.redirect(ViewBar.path(page(visit), view)).saying("views.restored", view.name());
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

    /** Where the visitor is: the table, or a board. */
    private static String page(Visit visit) {
        var page = visit.field("page");
        return BOARD.matcher(page).matches() ? page : "/leads";
    }

    private static String query(Visit visit) {
        var query = LeadsAsked.Reader.kept(new Query(visit.field("query")));
        if (query.length() > MOST_QUERY) {
            throw Problem.invalid("query", Refusal.of("view.filter_too_long")).exception();
        }
        return query;
    }
}
