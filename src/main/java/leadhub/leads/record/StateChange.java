package leadhub.leads.record;

import leadhub.base.Change;
import org.jspecify.annotations.Nullable;

/** What becomes of where a lead stands. */
public record StateChange(
        Change<@Nullable LeadStatus> status, Change<@Nullable Long> stageId, Change<@Nullable Long> ownerId) {

    /** Nothing. */
    public static final StateChange NONE = new StateChange(Change.keep(), Change.keep(), Change.keep());

    public static StateChange status(LeadStatus status) {
        return new StateChange(Change.set(status), Change.keep(), Change.keep());
    }

    public static StateChange stage(long id) {
        return new StateChange(Change.keep(), Change.set(id), Change.keep());
    }

    /** Null gives it to nobody. */
    public static StateChange owner(@Nullable Long id) {
        return new StateChange(Change.keep(), Change.keep(), Change.set(id));
    }

    public StateChange withStatus(LeadStatus other) {
        return new StateChange(Change.set(other), stageId, ownerId);
    }

    public StateChange withStage(long id) {
        return new StateChange(status, Change.set(id), ownerId);
    }
}
