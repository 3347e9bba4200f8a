package leadhub.actions;

import java.util.List;
import leadhub.base.Caller;

/** An action that many leads take at once, with as many statements as one, and that can be taken back. */
public interface BulkActionKind extends ActionKind {
    /** The same as {@link #check} for many leads at once, which may take less than one does. */
    default Action checkForMany(ActionRequest request) {
        return check(request);
    }

    /** Whether what the leads are to be given, or to get back, is still there. */
    boolean isPossible(Caller caller, ActionConfig config, boolean isUndo);

    /**
     * Does it to those of the leads that can take it; leaves alone those that are gone, not seen, or so already.
     *
     * @return the leads that were changed
     */
    List<ActionEffect> applyToMany(Caller caller, List<Long> leadIds, ActionConfig config, BulkPart part);

    /** Takes it back where nobody has changed the same since; how many leads are as they were. */
    int undo(Caller caller, List<ActionEffect> effects, ActionConfig config);

    /** Whether the leads are gone afterwards. */
    default boolean isDeletion() {
        return false;
    }

    /** The end of the keys of its messages, such as {@code bulk.doing.<words>}. */
    default String words(ActionConfig config) {
        return key();
    }

    /** The key of the message that names what the action is about; empty where {@link Action#subject} does. */
    default String subjectMessage(ActionConfig config) {
        return "";
    }
}
