package leadhub.pipelines;

import java.util.List;
import leadhub.base.Change;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.panel.FormErrors;
import leadhub.panel.InUse;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Colors;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stages on a pipeline's settings page. Each has its own form, which saves as soon as it changes. */
@Component
class StagePages implements PageRoutes.Provider {
    private final Pipelines pipelines;
    private final Stages stages;
    private final PipelineScreen.Reader screens;

    StagePages(Pipelines pipelines, Stages stages, PipelineScreen.Reader screens) {
        this.pipelines = pipelines;
        this.stages = stages;
        this.screens = screens;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.post("/settings/pipelines/{id}/stages", Role.MANAGER, this::create)
                .post("/settings/pipelines/{id}/stages/{stage}", Role.MANAGER, this::change)
                .post("/settings/pipelines/{id}/stages/{stage}/delete", Role.MANAGER, this::delete);
    }

    private Reply create(Visit visit) {
        var pipeline = pipelines.get(visit.caller(), visit.id(0));
        var change = read(visit.form());
        visit.form().require("name");
        var isWon = change.isWon().over(false);
        var isLost = change.isLost().over(false);
        var wanted = new NewStage(
                change.name().over(""),
                change.color().over(Colors.USUAL),
                isWon || isLost ? null : beforeTheEnd(visit, pipeline),
                isWon,
                isLost,
                change.probability().over(null),
                change.rottingDays().over(null));
        var mistake = FormErrors.of("new", visit.form(), () -> stages.create(visit.caller(), pipeline.id(), wanted));
        return done(visit, mistake, "stages.created", wanted.name());
    }

    /** The position of a new open stage: before the first won or lost one. */
    private @Nullable Long beforeTheEnd(Visit visit, Pipeline pipeline) {
        return pipelines
                .stagesOf(visit.caller(), List.of(pipeline.id()))
                .getOrDefault(pipeline.id(), List.of())
                .stream()
                .filter(stage -> stage.isWon() || stage.isLost())
                .map(stage -> (long) stage.position())
                .findFirst()
                .orElse(null);
    }

    private Reply change(Visit visit) {
        var stage = stages.get(visit.caller(), visit.id(0), visit.id(1));
        var change = withChance(stage, read(visit.form()));
        var after = new Stage[] {stage};
        var mistake = FormErrors.of(
                PipelineScreen.form(stage),
                visit.form(),
                () -> after[0] = stages.change(visit.caller(), stage.pipelineId(), stage.id(), change));
        return after[0].position() == stage.position()
                ? done(visit, mistake, "settings.saved")
                : done(visit, mistake, "stages.moved", after[0].name(), after[0].position());
    }

    /** All of the form is sent: a chance that stands there as it was is nothing that somebody said of another result. */
    private static StageChange withChance(Stage stage, StageChange change) {
        var isOther = change.isWon().over(stage.isWon()) != stage.isWon()
                || change.isLost().over(stage.isLost()) != stage.isLost();
        var typed = change.probability().over(null);
        var was = stage.probability();
        return isOther && typed != null && was != null && typed.intValue() == was
                ? new StageChange(
                        change.name(),
                        change.color(),
                        change.position(),
                        change.isWon(),
                        change.isLost(),
                        Change.keep(),
                        change.rottingDays())
                : change;
    }

    private static StageChange read(Input form) {
        Change<@Nullable String> ending =
                form.text("ending", 4, PipelineScreen.ENDINGS::contains, Refusal.of("invalid"));
        return new StageChange(
                form.solidText("name", Pipeline.MOST_NAME_CHARACTERS),
                Colors.read(form, "color"),
                form.integer("position"),
                ending.map("won"::equals),
                ending.map("lost"::equals),
                StageApi.between(form, "probability", 0, 100),
                StageApi.between(form, "rotting_days", 1, Stage.MOST_ROTTING_DAYS));
    }

    private Reply delete(Visit visit) {
        var stage = stages.get(visit.caller(), visit.id(0), visit.id(1));
        var moveTo = visit.form().integer("move_to").over(null);
        try {
            return InUse.ask(visit, "/settings/pipelines/" + stage.pipelineId(), () -> {
                var mistake = FormErrors.of(
                        PipelineScreen.form(stage),
                        visit.form(),
                        () -> stages.delete(
                                visit.caller(), stage.pipelineId(), stage.id(), moveTo, InUse.isForced(visit)));
                return done(visit, mistake, "stages.deleted", stage.name());
            });
        } catch (ProblemException e) {
            if (!(e.problem() instanceof Problem.Conflict)) {
                throw e;
            }
            return show(visit, FormErrors.at(PipelineScreen.form(stage), "move_to"), 409);
        }
    }

    private Reply done(Visit visit, FormErrors mistake, String message, Object... values) {
        if (!mistake.isNone()) {
            return show(visit, mistake, 422);
        }
        var reply = visit.isPart() ? show(visit, mistake, 200) : Reply.redirect("/settings/pipelines/" + visit.id(0));
        return reply.saying(message, values);
    }

    private Reply show(Visit visit, FormErrors mistake, int status) {
        var template = visit.isPart() ? "pipelines/stages.jte" : "pipelines/show.jte";
        return new Reply.Html(status, template, screens.read(visit.caller(), visit.id(0), mistake));
    }
}
