package leadhub.leads;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import leadhub.base.Caller;
import leadhub.leads.LeadOutcomeSql.Earlier;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadStatus;
import leadhub.leads.record.StateChange;
import leadhub.pipelines.Pipelines;
import leadhub.pipelines.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps status and stage from contradicting each other where people change them: whoever says that a lead is converted or
 * lost moves it to the stage of its pipeline that means so, and whoever takes it out of there gives it the status and, by
 * the status, the stage that it came from. Programs say both as they like (docs/adr/0017).
 */
@Component
public class LeadOutcomes {
    private final Pipelines pipelines;
    private final LeadOutcomeSql sql;

    LeadOutcomes(Pipelines pipelines, LeadOutcomeSql sql) {
        this.pipelines = pipelines;
        this.sql = sql;
    }

    /** Whether the stage that a lead is in says what its status is. */
    public static boolean decides(@Nullable Stage stage) {
        return stage != null && (stage.isWon() || stage.isLost());
    }

    /** What a change that somebody wants comes to for a lead. */
    public Function<Lead, LeadChange> settling(Caller caller, LeadChange wanted) {
        return lead -> wanted.with(
                settled(caller, lead, wanted.state(), () -> sql.earlier(caller.workspaceId(), List.of(lead.id()))));
    }

    /** The same for many leads. */
    public ManyLeads.Wish settling(Caller caller, Collection<Long> ids, StateChange wanted) {
        var earlier = new Supplier<Map<Long, Earlier>>() {
            private @Nullable Map<Long, Earlier> known;

            @Override
            public Map<Long, Earlier> get() {
                var found = known;
                if (found == null) {
                    found = sql.earlier(caller.workspaceId(), ids);
                    known = found;
                }
                return found;
            }
        };
        return lead -> settled(caller, lead, wanted, earlier);
    }

    private StateChange settled(Caller caller, Lead lead, StateChange wanted, Supplier<Map<Long, Earlier>> earlier) {
        if (wanted.stageId().isSet() == wanted.status().isSet()) {
            return wanted;
        }
        if (wanted.stageId().isSet()) {
            var stageId = wanted.stageId().over(null);
            var isOpenStage = stageId != null
                    && stageId != lead.stageId()
                    && pipelines
                            .stage(caller, stageId)
                            .filter(stage -> !decides(stage))
                            .isPresent();
            return isOpenStage && lead.status().isOutcome()
                    ? wanted.withStatus(
                            before(lead, earlier).map(Earlier::status).orElse(LeadStatus.NEW))
                    : wanted;
        }
        var status = Objects.requireNonNullElse(wanted.status().over(null), LeadStatus.NEW);
        var here = pipelines.stage(caller, lead.stageId()).orElse(null);
        return fits(here, status)
                ? wanted
                : stageFor(caller, lead, status, earlier)
                        .map(stage -> wanted.withStage(stage.id()))
                        .orElse(wanted);
    }

    /** Whether a lead with that status may be in the stage. */
    private static boolean fits(@Nullable Stage stage, LeadStatus status) {
        return switch (status) {
            case CONVERTED -> stage != null && stage.isWon();
            case LOST -> stage != null && stage.isLost();
            case NEW, CONTACTED, QUALIFIED -> !decides(stage);
        };
    }

    /** Where a lead belongs with that status; empty if it may stay where it is. */
    private Optional<Stage> stageFor(
            Caller caller, Lead lead, LeadStatus status, Supplier<Map<Long, Earlier>> earlier) {
        var stages = pipelines.all(caller).stagesOf(lead.pipelineId());
        Predicate<Stage> isRight = stage -> fits(stage, status);
        var outcome = status.isOutcome() ? stages.stream().filter(isRight).findFirst() : Optional.<Stage>empty();
        if (outcome.isPresent()
                || !decides(pipelines.stage(caller, lead.stageId()).orElse(null))) {
            return outcome;
        }
        var cameFrom = before(lead, earlier).map(Earlier::stageId).orElse(0L);
        var open = stages.stream().filter(stage -> !decides(stage)).toList();
        return open.stream()
                .filter(stage -> stage.id() == cameFrom)
                .findFirst()
                .or(() -> open.stream().findFirst());
    }

    private static Optional<Earlier> before(Lead lead, Supplier<Map<Long, Earlier>> earlier) {
        return Optional.ofNullable(earlier.get().get(lead.id()));
    }
}
