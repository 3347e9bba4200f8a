package leadhub.integrations;

import org.jspecify.annotations.Nullable;

/** A type that keeps something of its own beside each integration. It is called within the transaction that saves. */
public interface KeepingType extends IntegrationType {
    /** @param before null for a new one */
    void saved(long workspaceId, long id, Integration.@Nullable Terms before, Integration.Terms after);

    void deleted(long workspaceId, long id);
}
