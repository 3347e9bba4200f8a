package leadhub.pipelines;

import java.util.List;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.panel.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The model of a pipeline's settings page.
 *
 * @param counts how many leads are in each stage, by its id
 */
public record PipelineScreen(Pipeline pipeline, List<Stage> stages, Map<Long, Long> counts, FormErrors mistake) {

    /** The possible results of a stage. */
    public static final List<String> ENDINGS = List.of("none", "won", "lost");

    /** Loads it. */
    @Component
    static class Reader {
        /** As many as a person can reasonably choose from. */
        private final Pipelines pipelines;

        private final PipelineLeads leads;

        Reader(Pipelines pipelines, PipelineLeads leads) {
            this.pipelines = pipelines;
            this.leads = leads;
        }

        PipelineList list(Caller caller, FormErrors mistake) {
            var all = pipelines.outlines(caller);
            var ids = all.stream().map(Pipeline::id).toList();
            return new PipelineList(all, pipelines.stagesOf(caller, ids), leads.countByPipeline(caller, ids), mistake);
        }

        PipelineScreen read(Caller caller, long id, FormErrors mistake) {
            var pipeline = pipelines.get(caller, id);
            var stages = pipelines.stagesOf(caller, List.of(id)).getOrDefault(id, List.of());
            var counts =
                    leads.countByStage(caller, stages.stream().map(Stage::id).toList());
            return new PipelineScreen(pipeline, stages, counts, mistake);
        }
    }

    static String path(Pipeline pipeline) {
        return "/settings/pipelines/" + pipeline.id();
    }

    public String path() {
        return path(pipeline);
    }

    public String path(Stage stage) {
        return path() + "/stages/" + stage.id();
    }

    /** The name of a stage's form. */
    public static String form(Stage stage) {
        return "stage-" + stage.id();
    }

    /** The result of a stage. */
    public String ending(Stage stage) {
        return mistake.typed(form(stage), "ending", stage.isWon() ? "won" : stage.isLost() ? "lost" : "none");
    }

    /** A number as it is typed; {@code ""} for none. */
    public String number(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }

    public long leads(Stage stage) {
        return counts.getOrDefault(stage.id(), 0L);
    }

    /** How many leads are in the pipeline. */
    public long leads() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
