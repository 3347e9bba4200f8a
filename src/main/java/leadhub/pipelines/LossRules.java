package leadhub.pipelines;

import java.util.List;

/**
 * What a workspace wants to know of leads that are lost.
 *
 * @param reasons all there are, in their order
 * @param isRequired whether people have to say why
 */
public record LossRules(List<LostReason> reasons, boolean isRequired) {
    /** The reasons that are offered. */
    public List<LostReason> offered() {
        return reasons.stream().filter(reason -> !reason.isArchived()).toList();
    }

    /** Whether nobody gets by without one; where there is none to choose, nobody can be asked. */
    public boolean insists() {
        return isRequired && !offered().isEmpty();
    }
}
