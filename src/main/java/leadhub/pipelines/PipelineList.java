package leadhub.pipelines;

import java.util.List;
import java.util.Map;
import leadhub.panel.FormErrors;

/**
 * The model of the list of pipelines.
 *
 * @param stages each pipeline's stages, by its id
 * @param counts how many leads are in each pipeline, by its id
 */
public record PipelineList(
        List<Pipeline> pipelines, Map<Long, List<Stage>> stages, Map<Long, Long> counts, FormErrors mistake) {

    public List<Stage> stagesOf(Pipeline pipeline) {
        return stages.getOrDefault(pipeline.id(), List.of());
    }

    public long leads(Pipeline pipeline) {
        return counts.getOrDefault(pipeline.id(), 0L);
    }
}
