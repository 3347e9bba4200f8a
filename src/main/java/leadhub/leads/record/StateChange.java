package leadhub.leads.record;

import leadhub.base.Change;
import org.jspecify.annotations.Nullable;

/** What becomes of where a lead stands, and of why it is lost if it is. */
public record StateChange(
        Change<@Nullable LeadStatus> status,
        Change<@Nullable Long> stageId,
        Change<@Nullable Long> ownerId,
        Change<@Nullable String> lostReason) {

    /** Nothing. */
    public static final StateChange NONE = new StateChange(Change.keep(), Change.keep(), Change.keep(), Change.keep());

    public static StateChange status(LeadStatus status) {
        return NONE.withStatus(status);
    }

    public static StateChange stage(long id) {
        return NONE.withStage(id);
    }

    /** Null gives it to nobody. */
    public static StateChange owner(@Nullable Long id) {
        return new StateChange(Change.keep(), Change.keep(), Change.set(id), Change.keep());
    }

    public StateChange withStatus(LeadStatus other) {
        return new StateChange(Change.set(other), stageId, ownerId, lostReason);
    }

    public StateChange withStage(long id) {
        return new StateChange(status, Change.set(id), ownerId, lostReason);
    }

    /** With why the lead is lost; null says nothing of that. */
    public StateChange withLostReason(@Nullable String reason) {
        return new StateChange(status, stageId, ownerId, reason == null ? Change.keep() : Change.set(reason));
    }
}
