package leadhub.pipelines;

import java.time.Clock;
import java.util.List;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.DeletionGuard;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.RecordKind;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds, changes, reorders and deletes the stages of a pipeline, which always has at least one. */
@Service
public class Stages {
    static final Refusal ENDS_TWICE = Refusal.of("stage.ends_twice");

    private final Pipelines pipelines;
    private final StageSql sql;
    private final PipelineLeads leads;
    private final Audit audit;
    private final DeletionGuard guard;
    private final Clock clock;

    // Six, because stages may be needed elsewhere.
    Stages(Pipelines pipelines, StageSql sql, PipelineLeads leads, Audit audit, DeletionGuard guard, Clock clock) {
        this.guard = guard;
        this.pipelines = pipelines;
        this.sql = sql;
        this.leads = leads;
        this.audit = audit;
        this.clock = clock;
    }

    /** One page of a pipeline's stages, in their order. */
    public Page<Stage> list(Caller caller, long pipelineId, Slice slice) {
        return sql.list(caller.workspaceId(), pipelineId, slice);
    }

    /** The stage, if it belongs to this pipeline. */
    public Stage get(Caller caller, long pipelineId, long id) {
        return sql.find(caller.workspaceId(), id)
                .filter(stage -> stage.pipelineId() == pipelineId)
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("stage.not_found")).exception());
    }

    /** Adds a stage to a pipeline; those from its position on move down. */
    @Transactional
    public Stage create(Caller caller, long pipelineId, NewStage wanted) {
        caller.require(Permission.WRITE_PIPELINES);
        pipelines.lock(caller, pipelineId);
        requireOneEnding(wanted.isWon(), wanted.isLost());
        var order = StageOrder.with(order(caller, pipelineId), 0L, wanted.position());
        var position = order.indexOf(0L) + 1;
        sql.order(caller.workspaceId(), order);
        var stage = sql.insert(caller.workspaceId(), pipelineId, wanted, position, Times.now(clock));
        audit.record(caller, "stage.created", stage.id(), null, stage);
        pipelines.changed(caller);
        return stage;
    }

    /** Changes what is set; a new position moves the stages between. */
    @Transactional
    public Stage change(Caller caller, long pipelineId, long id, StageChange change) {
        caller.require(Permission.WRITE_PIPELINES);
        pipelines.lock(caller, pipelineId);
        var before = get(caller, pipelineId, id);
        var isWon = change.isWon().over(before.isWon());
        var isLost = change.isLost().over(before.isLost());
        requireOneEnding(isWon, isLost);
        var position = before.position();
        if (change.position().isSet()) {
            var order = StageOrder.with(
                    order(caller, pipelineId), id, change.position().over(null));
            position = order.indexOf(id) + 1;
            sql.order(caller.workspaceId(), order);
        }
        var wanted = new Stage(
                id,
                pipelineId,
                change.name().over(before.name()),
                change.color().over(before.color()),
                position,
                isWon,
                isLost,
                probability(before, change, isWon, isLost),
                number(change.rottingDays(), before.rottingDays()),
                before.createdAt(),
                before.updatedAt());
        var after = sql.update(caller.workspaceId(), wanted, Times.now(clock));
        audit.record(caller, "stage.changed", id, before, after);
        pipelines.changed(caller);
        return after;
    }

    /** A stage that gets another result has that one's chance, unless somebody says otherwise. */
    private static @Nullable Integer probability(Stage before, StageChange change, boolean isWon, boolean isLost) {
        var isOther = isWon != before.isWon() || isLost != before.isLost();
        return number(change.probability(), isOther ? null : before.probability());
    }

    private static @Nullable Integer number(Change<@Nullable Long> change, @Nullable Integer before) {
        var number = change.over(before == null ? null : before.longValue());
        return number == null ? null : number.intValue();
    }

    /**
     * Deletes a stage; those after it move up.
     *
     * @param moveTo the stage of the same pipeline that its leads move to; null if it has none
     */
    @Transactional
    public void delete(Caller caller, long pipelineId, long id, @Nullable Long moveTo) {
        delete(caller, pipelineId, id, moveTo, false);
    }

    /** The same. @param isForced even if something names it */
    @Transactional
    public void delete(Caller caller, long pipelineId, long id, @Nullable Long moveTo, boolean isForced) {
        caller.require(Permission.WRITE_PIPELINES);
        if (moveTo != null) {
            requireMoving(caller);
        }
        pipelines.lock(caller, pipelineId);
        var stage = get(caller, pipelineId, id);
        if (!isForced) {
            guard.check(caller.workspaceId(), RecordKind.STAGE, Long.toString(id));
        }
        var target = moveTo == null ? null : target(caller, stage, moveTo);
        var order = order(caller, pipelineId);
        if (order.size() == 1) {
            throw new Problem.Conflict(Refusal.of("stage.last")).exception();
        }
        if (target != null) {
            sql.lock(caller.workspaceId(), id);
            leads.moveAll(caller, stage, target);
        }
        if (!sql.delete(caller.workspaceId(), id)) {
            throw new Problem.Conflict(Refusal.of("stage.has_leads")).exception();
        }
        sql.order(caller.workspaceId(), StageOrder.without(order, id));
        audit.record(caller, "stage.deleted", id, stage, null);
        pipelines.changed(caller);
    }

    /** Refuses callers who may not move a stage's leads, which changes them, and their status if the new stage is won or lost. */
    void requireMoving(Caller caller) {
        caller.require(Permission.WRITE_LEADS);
    }

    private List<Long> order(Caller caller, long pipelineId) {
        return sql.ofPipelines(caller.workspaceId(), List.of(pipelineId)).stream()
                .map(Stage::id)
                .toList();
    }

    private Stage target(Caller caller, Stage stage, long moveTo) {
        return sql.find(caller.workspaceId(), moveTo)
                .filter(other -> other.pipelineId() == stage.pipelineId() && other.id() != stage.id())
                .orElseThrow(() -> Problem.invalid("move_to", Refusal.of("in")).exception());
    }

    /** Whether a stage would be both won and lost. */
    static boolean endsTwice(boolean isWon, boolean isLost) {
        return isWon && isLost;
    }

    private static void requireOneEnding(boolean isWon, boolean isLost) {
        if (endsTwice(isWon, isLost)) {
            throw Problem.invalid("is_lost", ENDS_TWICE).exception();
        }
    }
}
