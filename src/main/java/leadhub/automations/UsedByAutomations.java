package leadhub.automations;

import java.util.List;
import leadhub.base.RecordKind;
import leadhub.base.RecordUses;
import org.springframework.stereotype.Component;

/** Says which active automations name a record that is about to be deleted. */
@Component
class UsedByAutomations implements RecordUses {
    private final KnownAutomations known;
    private final References references;

    UsedByAutomations(KnownAutomations known, References references) {
        this.known = known;
        this.references = references;
    }

    @Override
    public List<String> usesOf(long workspaceId, RecordKind kind, String key) {
        return known.all(workspaceId).stream()
                .filter(one -> one.automation().isActive())
                .filter(one -> references.of(one.definition()).stream()
                        .anyMatch(reference ->
                                reference.kind() == kind && reference.key().equals(key)))
                .map(one -> one.automation().name())
                .toList();
    }
}
