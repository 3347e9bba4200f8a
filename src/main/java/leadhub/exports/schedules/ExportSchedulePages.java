package leadhub.exports.schedules;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.exports.ExportChoices;
import leadhub.exports.ExportColumns;
import leadhub.exports.ExportFormat;
import leadhub.exports.ExportReader;
import leadhub.leads.lists.LeadSort;
import leadhub.leads.pages.LeadQuery;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.web.input.Query;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** The scheduled exports that a visitor sees, and each of them with its files. */
@Component
class ExportSchedulePages implements PageRoutes.Provider {
    private static final String ALL = "/exports";
    private static final String ONE = ALL + "/{id}";
    private static final int FILES = 20;
    /** Of the table alone. */
    private static final Set<String> PASSING = Set.of("page", "per_page", "view");

    private final ScheduledExports exports;
    private final ExportDownloads downloads;
    private final LeadQuery queries;
    private final Users users;

    ExportSchedulePages(ScheduledExports exports, ExportDownloads downloads, LeadQuery queries, Users users) {
        this.exports = exports;
        this.downloads = downloads;
        this.queries = queries;
        this.users = users;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, ExportOwners.LEAST, this::list)
                .inPalette(76, "clock", "schedules.title")
                .get(ALL + "/new", ExportOwners.LEAST, this::blank)
                .post(ALL, ExportOwners.LEAST, this::create)
                .get(ONE, ExportOwners.LEAST, visit -> Reply.page("exports/schedule.jte", screen(visit)))
                .post(ONE, ExportOwners.LEAST, this::change)
                .post(ONE + "/run", ExportOwners.LEAST, this::run)
                .post(ONE + "/pause", ExportOwners.LEAST, this::pause)
                .post(ONE + "/resume", ExportOwners.LEAST, this::resume)
                .post(ONE + "/delete", ExportOwners.LEAST, this::delete)
                .getPart(ONE + "/files/{file}", ExportOwners.LEAST, this::download);
    }

    private Reply list(Visit visit) {
        var all = exports.list(visit.caller(), new Slice(0, ScheduledExports.MOST));
        return Reply.page("exports/schedules.jte", new ScheduleScreen.Listed(List.copyOf(all.items()), names(visit)));
    }

    private Map<Long, String> names(Visit visit) {
        return users.all(visit.caller()).stream().collect(Collectors.toMap(User::id, User::name));
    }

    private Reply blank(Visit visit) {
        var asked = queries.asked(visit);
        var query = asked.without(PASSING);
        var form = ScheduleForm.of(query);
        return Reply.page(
                "exports/schedule-new.jte",
                isFine(visit, query) ? form : form.with(form.choices(), FormErrors.at(ScheduleForm.NAME, "query")));
    }

    private Reply create(Visit visit) {
        var errors = FormErrors.of(ScheduleForm.NAME, visit.form(), () -> {
            var terms = new ExportTerms("", ExportColumns.MEMBERS, ExportFormat.CSV, ',', true);
            var wish = wish(visit, visit.visitor().userId(), visit.origin(), terms);
            exports.create(visit.caller(), wish);
        });
        return errors.isNone()
                ? Reply.redirect(ALL).saying("schedules.created")
                : Reply.refused(
                        "exports/schedule-new.jte",
                        ScheduleForm.of(visit.field("query")).with(choices(visit), errors));
    }

    private Reply change(Visit visit) {
        var before = exports.get(visit.caller(), visit.id(0));
        var errors = FormErrors.of(ScheduleForm.NAME, visit.form(), () -> {
            var wish = wish(
                    visit, before.wish().userId(), visit.origin(), before.wish().terms());
            exports.change(visit.caller(), before.id(), now -> wish);
        });
        if (errors.isNone()) {
            return Reply.redirect(ALL + "/" + before.id()).saying("settings.saved");
        }
        var screen = screen(visit);
        return Reply.refused(
                "exports/schedule.jte",
                new ScheduleScreen(
                        screen.export(),
                        screen.form().with(choices(visit), errors),
                        screen.files(),
                        screen.had(),
                        screen.owner()));
    }

    /** What the form asks for; refused by its fields. */
    private ExportWish wish(Visit visit, long userId, String origin, ExportTerms before) {
        var form = visit.form();
        var name = form.text("name", ExportScheduleReader.MOST_NAME).over(null);
        form.require("name");
        var timing = ExportScheduleReader.fields(form);
        if (!isFine(visit, visit.field("query"))) {
            form.reject("query", Refusal.of("invalid"));
        }
        form.errors().check();
        return new ExportWish(
                Objects.requireNonNull(name), userId, terms(visit, before), Objects.requireNonNull(timing), origin);
    }

    /** What a form has no field for stays: the byte order mark, and the order of the columns. */
    private static ExportTerms terms(Visit visit, ExportTerms before) {
        var choices = choices(visit);
        var chosen = choices.chosen();
        var columns = Set.copyOf(chosen).equals(Set.copyOf(before.columns())) ? before.columns() : chosen;
        return new ExportTerms(
                new Query(visit.field("query")).without(PASSING),
                columns,
                choices.format().equals("jsonl") ? ExportFormat.JSONL : ExportFormat.CSV,
                ExportReader.delimiter(choices.delimiter()).orElse(','),
                before.hasMark());
    }

    private static ExportChoices choices(Visit visit) {
        var chosen = ExportColumns.all().stream()
                .filter(column -> !visit.field(ExportChoices.COLUMN + column).isEmpty())
                .toList();
        return new ExportChoices(
                visit.field("format"), visit.field("delimiter"), chosen.isEmpty() ? ExportColumns.MEMBERS : chosen);
    }

    /** Whether that asks for leads. */
    private boolean isFine(Visit visit, String query) {
        if (!query.matches("[A-Za-z0-9_~.*?&=%+-]{0,8000}")) {
            return false;
        }
        var input = new QueryInput(new Query(query));
        queries.read(visit.caller(), visit.page().zone(), input);
        input.choice("sort", LeadSort.class, LeadSort.CREATED_AT);
        input.choice("direction", LeadSort.Direction.class, LeadSort.Direction.DESC);
        return !input.errors().any();
    }

    private ScheduleScreen screen(Visit visit) {
        var caller = visit.caller();
        var one = exports.get(caller, visit.id(0));
        var files =
                List.copyOf(exports.files(caller, one.id(), new Slice(0, FILES)).items());
        var had = files.stream()
                .filter(file -> downloads.mayHave(caller, file))
                .map(ExportFile::id)
                .collect(Collectors.toSet());
        var owner = names(visit).getOrDefault(one.wish().userId(), "–");
        return new ScheduleScreen(one, ScheduleForm.of(one), files, had, owner);
    }

    private Reply run(Visit visit) {
        exports.run(visit.caller(), visit.id(0));
        return back(visit).saying("schedules.running");
    }

    private Reply pause(Visit visit) {
        exports.pause(visit.caller(), visit.id(0));
        return back(visit).saying("schedules.paused");
    }

    private Reply resume(Visit visit) {
        exports.resume(visit.caller(), visit.id(0));
        return back(visit).saying("schedules.resumed");
    }

    private Reply delete(Visit visit) {
        exports.delete(visit.caller(), visit.id(0));
        return Reply.redirect(ALL).saying("schedules.deleted");
    }

    private static Reply back(Visit visit) {
        return Reply.redirect(ALL + "/" + visit.id(0));
    }

    private Reply download(Visit visit) {
        var file = downloads.open(visit.caller(), visit.id(0), visit.id(1));
        return new Reply.Streamed(file.name(), file.format().contentType(), file.body());
    }
}
