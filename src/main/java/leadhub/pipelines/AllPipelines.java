package leadhub.pipelines;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The pipelines of a workspace, by id, with their stages in order; only the first ones if there are very many.
 *
 * @param stages by the pipeline's id
 */
public record AllPipelines(List<Pipeline> pipelines, Map<Long, List<Stage>> stages) {

    static AllPipelines of(List<Pipeline> pipelines, List<Stage> stages) {
        return new AllPipelines(
                pipelines,
                stages.stream()
                        .collect(Collectors.groupingBy(Stage::pipelineId, LinkedHashMap::new, Collectors.toList())));
    }

    /** The default pipeline. */
    public Pipeline usual() {
        return pipelines.stream().filter(Pipeline::isDefault).findFirst().orElse(pipelines.getFirst());
    }

    public Optional<Pipeline> pipeline(long id) {
        return pipelines.stream().filter(pipeline -> pipeline.id() == id).findFirst();
    }

    /** The stages of a pipeline in their order. */
    public List<Stage> stagesOf(long pipelineId) {
        return stages.getOrDefault(pipelineId, List.of());
    }

    public Optional<Stage> stage(long id) {
        return stages.values().stream()
                .flatMap(List::stream)
                .filter(stage -> stage.id() == id)
                .findFirst();
    }
}
