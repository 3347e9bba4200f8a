package leadhub.imports.pages;

import java.util.Map;
import java.util.function.BiFunction;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.imports.Import;
import leadhub.imports.ImportOptions;
import leadhub.imports.Imports;
import leadhub.imports.mappings.ImportMappings;
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
    private static final long MOST_BYTES = 512L << 20;
    private static final UploadLimits LIMITS = new UploadLimits(MOST_BYTES, 1, MOST_BYTES + (1 << 20), 64 << 10);
    private static final int LISTED = 50;

    private final Imports imports;
    private final ImportMappings mappings;
    private final ImportChoices choices;
    private final RefusedRows refused;

    ImportPages(Imports imports, ImportMappings mappings, ImportChoices choices, RefusedRows refused) {
        this.imports = imports;
        this.mappings = mappings;
        this.choices = choices;
        this.refused = refused;
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

    /** By what was said of such a file last. */
    private Import take(Caller caller, UploadedFile file) {
        var name = file.name().isEmpty() ? "file" : file.name();
        var one = imports.upload(caller, name, file.open(), ImportOptions.USUAL);
        var heads = one.guess().heads();
        var known = mappings.remembered(caller, heads);
        return known.isEmpty() || known.get().equals(one.options().mapping())
                ? one
                : imports.preview(caller, one.id(), ImportFormReader.with(one.options(), known.get()), Map.of());
    }

    private Reply show(Visit visit) {
        return Reply.page("imports/show.jte", screen(visit, imports.get(visit.caller(), visit.id(0))));
    }

    private ImportScreen screen(Visit visit, Import one) {
        var caller = visit.caller();
        var seesRows = Imports.seesRows(caller, one);
        var isFailed = visit.asked("rows").filter("failed"::equals).isPresent();
        return new ImportScreen(one, imports.preview(caller, one), choices.of(caller), seesRows, isFailed);
    }

    private Reply preview(Visit visit) {
        var one = imports.get(visit.caller(), visit.id(0));
        imports.preview(visit.caller(), one.id(), ImportFormReader.read(visit, one), one.mended());
        return Reply.redirect(path(one) + "#preview");
    }

    /** Nobody starts what they haven't seen: changed options are previewed first. */
    private Reply start(Visit visit) {
        var caller = visit.caller();
        var one = imports.get(caller, visit.id(0));
        var asked = ImportFormReader.read(visit, one);
        if (!asked.equals(one.options())) {
            imports.preview(caller, one.id(), asked, one.mended());
            return Reply.redirect(path(one) + "#preview").saying("imports.said.look-again");
        }
        imports.start(caller, one.id());
        if (asked.mapping() != null) {
            mappings.remember(caller, one.guess().heads(), asked.mapping());
        }
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

    private Reply errors(Visit visit) {
        var one = imports.get(visit.caller(), visit.id(0));
        return refused.download(visit, one);
    }

    static String path(Import one) {
        return ALL + "/" + one.id();
    }
}
