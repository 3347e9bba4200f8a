package leadhub.pipelines;

import java.util.List;
import java.util.Locale;
import leadhub.base.Change;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.panel.FormErrors;
import leadhub.panel.InUse;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Settings → Pipelines. {@link StagePages} has the stages. */
@Component
class PipelinePages implements PageRoutes.Provider {
    private final Pipelines pipelines;
    private final PipelineScreen.Reader screens;

    PipelinePages(Pipelines pipelines, PipelineScreen.Reader screens) {
        this.pipelines = pipelines;
        this.screens = screens;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/settings/pipelines", Role.MANAGER, this::list)
                .inSettings(70, "settings", "settings.pipelines")
                .post("/settings/pipelines", Role.MANAGER, this::create)
                .get("/settings/pipelines/{id}", Role.MANAGER, this::show)
                .post("/settings/pipelines/{id}", Role.MANAGER, this::change)
                .post("/settings/pipelines/{id}/default", Role.MANAGER, this::makeDefault)
                .post("/settings/pipelines/{id}/delete", Role.MANAGER, this::delete);
    }

    private Reply list(Visit visit) {
        return Reply.page("pipelines/list.jte", screens.list(visit.caller(), FormErrors.NONE));
    }

    private Reply create(Visit visit) {
        var name = visit.form().solidText("name", Pipeline.MOST_NAME_CHARACTERS);
        visit.form().require("name");
        var wanted = new NewPipeline(name.over(""), null, false, usualStages(visit));
        var made = new Pipeline[1];
        var mistake = FormErrors.of("new", visit.form(), () -> made[0] = pipelines.create(visit.caller(), wanted));
        return mistake.isNone()
                ? Reply.redirect(PipelineScreen.path(made[0])).saying("pipelines.created", wanted.name())
                : Reply.refused("pipelines/list.jte", screens.list(visit.caller(), mistake));
    }

    /** In the language of whoever creates the pipeline. */
    private static List<NewStage> usualStages(Visit visit) {
        return NewStage.USUAL.stream()
                .map(stage -> new NewStage(
                        visit.page().say("stages.usual." + stage.name().toLowerCase(Locale.ROOT)),
                        stage.color(),
                        null,
                        stage.isWon(),
                        stage.isLost()))
                .toList();
    }

    private Reply show(Visit visit) {
        return Reply.page("pipelines/show.jte", screens.read(visit.caller(), visit.id(0), FormErrors.NONE));
    }

    private Reply change(Visit visit) {
        var pipeline = pipelines.get(visit.caller(), visit.id(0));
        var change = new PipelineChange(
                visit.form().solidText("name", Pipeline.MOST_NAME_CHARACTERS),
                visit.form().text("description", Pipeline.MOST_DESCRIPTION_CHARACTERS),
                Change.keep());
        var mistake =
                FormErrors.of("pipeline", visit.form(), () -> pipelines.change(visit.caller(), pipeline.id(), change));
        return mistake.isNone()
                ? Reply.redirect(PipelineScreen.path(pipeline)).saying("settings.saved")
                : Reply.refused("pipelines/show.jte", screens.read(visit.caller(), pipeline.id(), mistake));
    }

    private Reply makeDefault(Visit visit) {
        var change = new PipelineChange(Change.keep(), Change.keep(), Change.set(true));
        var pipeline = pipelines.change(visit.caller(), visit.id(0), change);
        return Reply.redirect(PipelineScreen.path(pipeline)).saying("pipelines.is-default", pipeline.name());
    }

    private Reply delete(Visit visit) {
        var pipeline = pipelines.get(visit.caller(), visit.id(0));
        try {
            return InUse.ask(visit, PipelineScreen.path(pipeline), () -> {
                pipelines.delete(visit.caller(), pipeline.id(), InUse.isForced(visit));
                return Reply.redirect("/settings/pipelines").saying("pipelines.deleted", pipeline.name());
            });
        } catch (ProblemException e) {
            if (!(e.problem() instanceof Problem.Conflict)) {
                throw e;
            }
            var mistake = FormErrors.at("pipeline", "delete");
            return new Reply.Html(409, "pipelines/show.jte", screens.read(visit.caller(), pipeline.id(), mistake));
        }
    }
}
