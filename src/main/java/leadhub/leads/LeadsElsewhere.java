package leadhub.leads;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import leadhub.base.Caller;
import leadhub.pipelines.PipelineLeads;
import leadhub.pipelines.Stage;
import leadhub.scoring.Rescoring;
import leadhub.tags.Tag;
import leadhub.tags.TaggedLeads;
import org.springframework.stereotype.Component;

/** Answers what pipelines and tags ask of their leads. */
@Component
class LeadsElsewhere implements TaggedLeads, PipelineLeads {
    private final LeadCounts counts;
    private final LeadBulk bulk;
    private final Rescoring rescoring;

    LeadsElsewhere(LeadCounts counts, LeadBulk bulk, Rescoring rescoring) {
        this.counts = counts;
        this.bulk = bulk;
        this.rescoring = rescoring;
    }

    @Override
    public Map<Long, Long> countByTag(Caller caller, Collection<Long> tagIds) {
        return counts.byGroup(caller.workspaceId(), LeadGroup.TAG, tagIds);
    }

    @Override
    public Map<Long, Long> countByPipeline(Caller caller, Collection<Long> pipelineIds) {
        return counts.byGroup(caller.workspaceId(), LeadGroup.PIPELINE, pipelineIds);
    }

    @Override
    public Map<Long, Long> countByStage(Caller caller, Collection<Long> stageIds) {
        return counts.byGroup(caller.workspaceId(), LeadGroup.STAGE, stageIds);
    }

    @Override
    public void untagAll(Caller caller, Tag tag) {
        bulk.untagAll(caller, tag.id());
        rescoring.requestFor(caller, Set.of("tags"));
    }

    @Override
    public void renamed(Caller caller, Tag tag) {
        rescoring.requestFor(caller, Set.of("tags"));
    }

    @Override
    public void moveAll(Caller caller, Stage from, Stage to) {
        bulk.moveAll(caller, from, to);
        rescoring.requestFor(caller, Set.of("pipeline_stage_id", "status"));
    }
}
