package leadhub.leads.lists;

import leadhub.base.Folding;
import leadhub.leads.folding.FoldingProgress;
import org.springframework.stereotype.Component;

/** Turns filters into conditions, by the rules that the texts of a workspace are folded by. */
@Component
class LeadFilters {
    private final Folding folding;
    private final FoldingProgress progress;

    LeadFilters(Folding folding, FoldingProgress progress) {
        this.folding = folding;
        this.progress = progress;
    }

    LeadConditions conditions(long workspaceId, LeadFilter filter) {
        var alsoAsBefore = filter.search() != null && progress.isPending(workspaceId);
        return LeadConditions.of(folding, workspaceId, filter, alsoAsBefore);
    }
}
