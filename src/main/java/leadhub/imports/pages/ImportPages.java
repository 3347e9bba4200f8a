package leadhub.imports.pages;

import java.util.Map;
import java.util.function.BiFunction;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.imports.HeldRows;
import leadhub.imports.Import;
import leadhub.imports.ImportErrors;
import leadhub.imports.Imports;
import leadhub.imports.RefusedRows;
import leadhub.panel.Page;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.intake.UploadLimits;
import leadhub.web.intake.UploadedFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of imports, and each of them: what it would do, how far it is, and what came of it. */
@Component
class ImportPages implements PageRoutes.Provider {
    static final String ALL = "/imports";
    private static final String ONE = "/imports/{id}";
    private static final UploadLimits LIMITS =
            new UploadLimits(Imports.MOST_BYTES, 1, Imports.MOST_BYTES + (1 << 20), 64 << 10);
    private static final int LISTED = 50;

    private final Imports imports;
    private final ImportChoices choices;
    private final ImportErrors errors;
    private final RefusedRows refused;
    private final HeldRows held;

    ImportPages(Imports imports, ImportChoices choices, ImportErrors errors, RefusedRows refused, HeldRows held) {
        this.imports = imports;
        this.errors = errors;
        this.choices = choices;
        this.refused = refused;
        this.held = held;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.MANAGER, this::list)
                .inPalette(75, "upload", "imports.title")
                .postFiles(ALL, Role.MANAGER, LIMITS, this::upload)
                .get(ONE, Role.MANAGER, this::show)
                .post(ONE + "/preview", Role.MANAGER, this::preview)
                .post(ONE + "/start", Role.MANAGER, this::start)
                .post(ONE + "/pause", Role.MANAGER, visit -> act(visit, imports::pause, "imports.said.paused"))
                .post(ONE + "/resume", Role.MANAGER, visit -> act(visit, imports::resume, "imports.said.resumed"))
                .post(ONE + "/cancel", Role.MANAGER, visit -> act(visit, imports::cancel, "imports.said.cancelled"))
                .post(ONE + "/undo", Role.MANAGER, visit -> act(visit, imports::undo, "imports.said.undoing"))
                .getPart(ONE + "/progress", Role.MANAGER, this::progress)
                .getPart(ONE + "/errors", Role.MANAGER, this::errors);
    }

    private Reply list(Visit visit) {
        return Reply.page("imports/list.jte", listed(visit.caller(), null));
    }

    private ImportList listed(Caller caller, @Nullable Refusal problem) {
        return new ImportList(imports.list(caller, new Slice(0, LISTED)).items(), problem);
    }

    private Reply upload(Visit visit) {
        var file = visit.files().stream()
                .filter(one -> one.field().equals("file") && one.size() > 0)
                .findFirst();
        if (file.isEmpty()) {
            return refusedFile(visit, Refusal.of("required"));
        }
        try {
            return Reply.redirect(path(take(visit.caller(), file.get())));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var errors) && errors.containsKey("file")) {
                return refusedFile(visit, errors.get("file").getFirst());
            }
            throw e;
        }
    }

    private Reply refusedFile(Visit visit, Refusal reason) {
        return Reply.refused("imports/list.jte", listed(visit.caller(), reason));
    }

    private Import take(Caller caller, UploadedFile file) {
        var name = file.name().isEmpty() ? "file" : file.name();
        return imports.upload(caller, name, file.open(), imports.usual(caller));
    }

    private Reply show(Visit visit) {
        return Reply.page("imports/show.jte", screen(visit, imports.get(visit.caller(), visit.id(0))));
    }

    private ImportScreen screen(Visit visit, Import one) {
        var caller = visit.caller();
        var seesRows = Imports.seesRows(caller, one);
        var isFailed = visit.asked("rows").filter("failed"::equals).isPresent();
        var preview = imports.preview(caller, one);
        var shown = seesRows ? preview : preview.withoutCells();
        return new ImportScreen(one, shown, choices.of(caller), seesRows, held.areWaiting(caller, one), isFailed);
    }

    private Reply preview(Visit visit) {
        var one = imports.get(visit.caller(), visit.id(0));
        imports.preview(visit.caller(), one, ImportFormReader.read(visit, one), mended(visit, one));
        return Reply.redirect(path(one) + "#preview");
    }

    private Map<String, Map<String, String>> mended(Visit visit, Import one) {
        return Imports.seesRows(visit.caller(), one)
                ? ImportFormReader.mended(visit, one, imports.preview(visit.caller(), one))
                : one.mended();
    }

    /** Nobody starts what they haven't seen: changed options and mended cells are previewed first. */
    private Reply start(Visit visit) {
        var caller = visit.caller();
        var one = imports.get(caller, visit.id(0));
        var asked = ImportFormReader.read(visit, one);
        var mended = mended(visit, one);
        if (!asked.equals(one.options()) || !mended.equals(one.mended())) {
            imports.preview(caller, one, asked, mended);
            return Reply.redirect(path(one) + "#preview").saying("imports.said.look-again");
        }
        imports.start(caller, one.id());
        return Reply.redirect(path(one));
    }

    private static Reply act(Visit visit, BiFunction<Caller, Long, Import> verb, String said) {
        return Reply.redirect(path(verb.apply(visit.caller(), visit.id(0)))).saying(said);
    }

    /** Once it is over, the whole page is shown anew. */
    private Reply progress(Visit visit) {
        var screen = screen(visit, imports.get(visit.caller(), visit.id(0)));
        var reply = Reply.page("imports/progress.jte", screen);
        return screen.isRunning() ? reply : reply.with("HX-Refresh", "true");
    }

    /** The reasons are in the visitor's language. */
    private Reply errors(Visit visit) {
        var one = imports.get(visit.caller(), visit.id(0));
        errors.requireSight(visit.caller(), one);
        return new Reply.Streamed(
                "import-" + one.id() + "-refused.csv",
                "text/csv;charset=UTF-8",
                out -> refused.write(visit.caller(), one, true, (line, why) -> say(visit.page(), line, why), out));
    }

    private static String say(Page page, long line, Import.Preview.Error reason) {
        var words = page.refusal(reason.reason());
        return reason.head() == null
                ? page.say("imports.reason-row", line, words)
                : page.say("imports.reason-cell", line, reason.head(), words);
    }

    static String path(Import one) {
        return ALL + "/" + one.id();
    }
}
