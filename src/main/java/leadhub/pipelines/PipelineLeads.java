package leadhub.pipelines;

import java.util.Collection;
import java.util.Map;
import leadhub.base.Caller;

/** What pipelines need to know about their leads; implemented by leads. */
public interface PipelineLeads {
    /** How many leads are in each pipeline; pipelines without leads may be missing. */
    Map<Long, Long> countByPipeline(Caller caller, Collection<Long> pipelineIds);

    /** How many leads are in each stage; stages without leads may be missing. */
    Map<Long, Long> countByStage(Caller caller, Collection<Long> stageIds);

    /** Moves all leads of a stage to another, in the caller's transaction. */
    void moveAll(Caller caller, Stage from, Stage to);
}
