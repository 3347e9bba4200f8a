package leadhub.leads.record;

import java.util.Objects;
import leadhub.base.Change;
import org.jspecify.annotations.Nullable;

/** Where a lead stands: what many leads can be given at once, and get back. */
public record LeadState(
        LeadStatus status,
        long stageId,
        @Nullable Long ownerId,
        @Nullable String lostReason) {

    public static LeadState of(Lead lead) {
        return new LeadState(lead.status(), lead.stageId(), lead.assignedUserId(), lead.lostReason());
    }

    /**
     * What takes a lead back to this state from the one it was given; null if somebody has changed the same since.
     *
     * @param given what it was after the change that is taken back
     * @param now what it is
     */
    public @Nullable StateChange back(LeadState given, LeadState now) {
        var hasStatus = status != given.status();
        var hasStage = stageId != given.stageId();
        var hasOwner = !Objects.equals(ownerId, given.ownerId());
        var hasReason = !Objects.equals(lostReason, given.lostReason());
        if (hasStatus && now.status() != given.status()
                || hasStage && now.stageId() != given.stageId()
                || hasOwner && !Objects.equals(now.ownerId(), given.ownerId())
                || hasReason && !Objects.equals(now.lostReason(), given.lostReason())) {
            return null;
        }
        return new StateChange(
                hasStatus ? Change.set(status) : Change.keep(),
                hasStage ? Change.set(stageId) : Change.keep(),
                hasOwner ? Change.set(ownerId) : Change.keep(),
                hasReason ? Change.set(lostReason) : Change.keep());
    }
}
