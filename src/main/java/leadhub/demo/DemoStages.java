package leadhub.demo;

import java.util.List;
import leadhub.base.Caller;
import leadhub.pipelines.NewStage;
import leadhub.pipelines.Pipeline;
import leadhub.pipelines.Pipelines;
import leadhub.pipelines.Stage;
import leadhub.pipelines.StageChange;
import leadhub.pipelines.Stages;

/**
 * The stages of the demo.
 *
 * @param open from the first to the last before it is decided
 */
record DemoStages(List<Stage> open, Stage won, Stage lost) {
    private static final List<String> COLORS = List.of("#3b82f6", "#eab308", "#8b5cf6", "#f97316", "#ec4899");

    /** The default pipeline's stages, with a proposal and a negotiation in them and some colour. */
    static DemoStages of(Caller caller, Pipelines pipelines, Stages stages) {
        var pipeline = pipelines.outlines(caller).stream()
                .filter(Pipeline::isDefault)
                .findFirst()
                .orElseThrow()
                .id();
        var before = all(caller, pipelines, pipeline);
        if (before.size() == NewStage.USUAL.size()) {
            stages.create(caller, pipeline, new NewStage("Proposal", COLORS.get(3), 4L, false, false));
            stages.create(caller, pipeline, new NewStage("Negotiation", COLORS.get(4), 5L, false, false));
        }
        var open = all(caller, pipelines, pipeline).stream()
                .filter(stage -> !stage.isWon() && !stage.isLost())
                .toList();
        for (var i = 0; i < open.size(); i++) {
            stages.change(caller, pipeline, open.get(i).id(), StageChange.toColor(COLORS.get(i % COLORS.size())));
        }
        var now = all(caller, pipelines, pipeline);
        return new DemoStages(
                open,
                now.stream().filter(Stage::isWon).findFirst().orElse(now.getLast()),
                now.stream().filter(Stage::isLost).findFirst().orElse(now.getLast()));
    }

    private static List<Stage> all(Caller caller, Pipelines pipelines, long pipelineId) {
        return pipelines.stagesOf(caller, List.of(pipelineId)).getOrDefault(pipelineId, List.of());
    }

    /** The open stage at a step, the last one if there are fewer. */
    Stage at(int step) {
        return open.get(Math.min(step, open.size() - 1));
    }
}
