package leadhub.bulk;

import leadhub.leads.LeadStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param subjectId the user, stage or tag; null for nobody and where there is none
 * @param subject the status, or the name of a tag to be put on
 */
public record NewBulkChange(
        BulkKind kind, @Nullable Long subjectId, @Nullable String subject) {

    public static NewBulkChange status(LeadStatus status) {
        return new NewBulkChange(BulkKind.STATUS, null, status.word());
    }

    /** Null gives them to nobody. */
    public static NewBulkChange assign(@Nullable Long userId) {
        return new NewBulkChange(BulkKind.ASSIGN, userId, null);
    }

    /** To all active agents in turn. */
    static NewBulkChange roundRobin() {
        return new NewBulkChange(BulkKind.ROUND_ROBIN, null, null);
    }

    public static NewBulkChange move(long stageId) {
        return new NewBulkChange(BulkKind.MOVE, stageId, null);
    }

    /** A tag that isn't there yet is made. */
    public static NewBulkChange tag(String name) {
        return new NewBulkChange(BulkKind.TAG, null, name);
    }

    public static NewBulkChange untag(long tagId) {
        return new NewBulkChange(BulkKind.UNTAG, tagId, null);
    }

    public static NewBulkChange delete() {
        return new NewBulkChange(BulkKind.DELETE, null, null);
    }
}
