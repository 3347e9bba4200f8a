package leadhub.bulk;

import leadhub.actions.BulkActionKind;

/**
 * What the panel tells of a change.
 *
 * @param waits an earlier one of the workspace isn't over
 * @param isUndone it was taken back, or is being taken back
 */
public record BulkLine(BulkChange change, BulkActionKind kind, boolean waits, boolean isUndone) {

    /** Whether it can be taken back. */
    public boolean canUndo() {
        return !change.isOpen() && change.undoes() == null && change.done() > 0 && !isUndone;
    }

    /** The key of what is being done. */
    public String doing() {
        return "bulk.doing." + (change.undoes() != null ? "undo" : kind.words(change.config()));
    }

    /** The key of what is said when it is over. */
    public String over() {
        return change.undoes() != null ? "bulk.taken-back" : kind.isDeletion() ? "bulk.deleted" : "bulk.changed";
    }

    /** The key of what it is about, empty where that has a name of its own. */
    public String subjectMessage() {
        return kind.subjectMessage(change.config());
    }

    public String subject() {
        var subject = change.subject();
        return subject == null ? "" : subject;
    }
}
