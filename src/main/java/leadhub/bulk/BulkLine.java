package leadhub.bulk;

/**
 * What the panel tells of a change.
 *
 * @param waits an earlier one of the workspace isn't over
 * @param isUndone it was taken back, or is being taken back
 */
public record BulkLine(BulkChange change, boolean waits, boolean isUndone) {

    /** Whether it can be taken back. */
    public boolean canUndo() {
        return !change.isOpen() && change.undoes() == null && change.done() > 0 && !isUndone;
    }
}
