package leadhub.pipelines;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.DeletionGuard;
import leadhub.base.LargePages;
import leadhub.base.Listing;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.RecordKind;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds, changes and deletes pipelines. A workspace always has exactly one default. */
@Service
public class Pipelines {
    /** As many as a person can reasonably choose from. */
    private static final int MANY = 200;

    private final PipelineSql sql;
    private final StageSql stages;
    private final LargePages large;
    private final Audit audit;
    private final DeletionGuard guard;
    private final Clock clock;
    private final Remembered<AllPipelines> known;

    // Seven, because pages can be large, and pipelines needed elsewhere.
    Pipelines(
            PipelineSql sql,
            StageSql stages,
            LargePages large,
            Audit audit,
            DeletionGuard guard,
            Signals signals,
            Clock clock) {
        this.guard = guard;
        this.sql = sql;
        this.large = large;
        this.stages = stages;
        this.audit = audit;
        this.clock = clock;
        this.known = new Remembered<>(signals, "pipelines", this::read);
    }

    /** All pipelines to choose from; runs no statement. */
    public AllPipelines all(Caller caller) {
        return known.get(caller.workspaceId());
    }

    private AllPipelines read(long workspaceId) {
        var pipelines = sql.outlines(workspaceId, MANY);
        return AllPipelines.of(
                pipelines,
                stages.ofPipelines(
                        workspaceId, pipelines.stream().map(Pipeline::id).toList()));
    }

    /** All pipelines to choose from, read now and without their descriptions. */
    public List<Pipeline> outlines(Caller caller) {
        return sql.outlines(caller.workspaceId(), MANY);
    }

    /** The current transaction changes pipelines or stages. */
    void changed(Caller caller) {
        known.changed(caller.workspaceId());
    }

    /** One page of all pipelines, by id. */
    public Listing<Pipeline> list(Caller caller, Slice slice) {
        var page = sql.list(caller.workspaceId(), slice);
        return page.items().isEmpty() && page.total() > slice.offset()
                ? large.page(
                        caller.workspaceId(), () -> sql.contents(caller.workspaceId(), slice), sql::find, Pipeline::id)
                : page;
    }

    /** The pipeline, if it belongs to this workspace. */
    public Pipeline get(Caller caller, long id) {
        return find(caller, id).orElseThrow(Pipelines::unknown);
    }

    /** The pipeline, if it belongs to this workspace. */
    public Optional<Pipeline> find(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id);
    }

    public boolean exists(Caller caller, long id) {
        return find(caller, id).isPresent();
    }

    /** The stages of several pipelines in their order, by the pipeline's id. */
    public Map<Long, List<Stage>> stagesOf(Caller caller, Collection<Long> pipelineIds) {
        return pipelineIds.isEmpty()
                ? Map.of()
                : stages.ofPipelines(caller.workspaceId(), pipelineIds).stream()
                        .collect(Collectors.groupingBy(Stage::pipelineId, LinkedHashMap::new, Collectors.toList()));
    }

    /** The stage, in any pipeline of this workspace. */
    public Optional<Stage> stage(Caller caller, long stageId) {
        return stages.find(caller.workspaceId(), stageId);
    }

    /** The first stage of a pipeline, which leads enter; of the default pipeline if null. */
    public Optional<Stage> entry(Caller caller, @Nullable Long pipelineId) {
        return pipelineId == null
                ? stages.firstOfDefault(caller.workspaceId())
                : stages.firstOfPipeline(caller.workspaceId(), pipelineId);
    }

    /** Creates a pipeline with its stages; a new default replaces the old one. */
    @Transactional
    public Pipeline create(Caller caller, NewPipeline wanted) {
        caller.require(Permission.WRITE_PIPELINES);
        var now = Times.now(clock);
        if (wanted.isDefault()) {
            sql.lockDefault(caller.workspaceId());
            demoteDefault(caller);
        }
        var pipeline = sql.insert(caller.workspaceId(), wanted, now);
        var made = stages.insertAll(caller.workspaceId(), pipeline.id(), StageOrder.of(wanted.stages()), now);
        audit.record(caller, "pipeline.created", pipeline.id(), null, new WithStages(pipeline, made));
        changed(caller);
        return pipeline;
    }

    /** Changes what is set. The default pipeline stays the default until another one becomes it. */
    @Transactional
    public Pipeline change(Caller caller, long id, PipelineChange change) {
        caller.require(Permission.WRITE_PIPELINES);
        if (change.isDefault() instanceof Change.Set) {
            sql.lockDefault(caller.workspaceId());
        }
        var before = lock(caller, id);
        var isDefault = change.isDefault().over(before.isDefault());
        if (before.isDefault() && !isDefault) {
            throw new Problem.Conflict(Refusal.of("pipeline.no_default")).exception();
        }
        if (isDefault && !before.isDefault()) {
            demoteDefault(caller);
        }
        var after = sql.update(
                caller.workspaceId(),
                id,
                change.name().over(before.name()),
                change.description().over(before.description()),
                isDefault,
                Times.now(clock));
        audit.record(caller, "pipeline.changed", id, before, after);
        changed(caller);
        return after;
    }

    /** Deletes a pipeline with its stages, unless it is the default or has leads. */
    @Transactional
    public void delete(Caller caller, long id) {
        delete(caller, id, false);
    }

    /** The same. @param isForced even if something names it or one of its stages */
    @Transactional
    public void delete(Caller caller, long id, boolean isForced) {
        caller.require(Permission.WRITE_PIPELINES);
        var pipeline = lock(caller, id);
        if (pipeline.isDefault()) {
            throw new Problem.Conflict(Refusal.of("pipeline.is_default")).exception();
        }
        var removed = stages.ofPipelines(caller.workspaceId(), List.of(id));
        if (!isForced) {
            guard.check(caller.workspaceId(), RecordKind.PIPELINE, Long.toString(id));
            removed.forEach(stage -> guard.check(caller.workspaceId(), RecordKind.STAGE, Long.toString(stage.id())));
        }
        if (!stages.deleteAll(caller.workspaceId(), id)) {
            throw new Problem.Conflict(Refusal.of("pipeline.has_leads")).exception();
        }
        sql.delete(caller.workspaceId(), id);
        audit.record(caller, "pipeline.deleted", id, new WithStages(pipeline, removed), null);
        changed(caller);
    }

    /** The same, locked for any change, even into the default. */
    Pipeline hold(Caller caller, long id) {
        sql.lockDefault(caller.workspaceId());
        return lock(caller, id);
    }

    /** The pipeline; nobody else changes it or its stages until the transaction ends. */
    Pipeline lock(Caller caller, long id) {
        return sql.lock(caller.workspaceId(), id).orElseThrow(Pipelines::unknown);
    }

    private void demoteDefault(Caller caller) {
        sql.demoteDefault(caller.workspaceId(), Times.now(clock))
                .ifPresent(after -> audit.record(caller, "pipeline.demoted", after.id(), null, after));
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("pipeline.not_found")).exception();
    }

    /** What the audit log records of a pipeline that is created or deleted. */
    record WithStages(Pipeline pipeline, List<Stage> stages) {}
}
