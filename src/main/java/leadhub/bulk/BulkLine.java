package leadhub.bulk;

import leadhub.actions.BulkActionKind;

/**
 * A change as the panel shows it.
 *
 * @param waits whether an earlier one of the workspace isn't finished
 * @param isUndone whether it was undone, or is being undone
 */
public record BulkLine(BulkChange change, BulkActionKind kind, boolean waits, boolean isUndone) {

    /** Whether it can be undone. */
    public boolean canUndo() {
        return !change.isOpen() && change.undoes() == null && change.done() > 0 && !isUndone;
    }

    /** The message key of what it is doing. */
    public String doing() {
        return "bulk.doing." + (change.undoes() != null ? "undo" : kind.words(change.config()));
    }

    /** The message key of its result. */
    public String over() {
        return change.undoes() != null ? "bulk.taken-back" : kind.isDeletion() ? "bulk.deleted" : "bulk.changed";
    }

    /** The message key of its subject; empty if that has its own name. */
    public String subjectMessage() {
        return kind.subjectMessage(change.config());
    }

    public String subject() {
        var subject = change.subject();
        return subject == null ? "" : subject;
    }
}
