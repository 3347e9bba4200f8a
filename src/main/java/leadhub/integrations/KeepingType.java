package leadhub.integrations;

import org.jspecify.annotations.Nullable;

/** A type that keeps something of its own beside each integration, or has to tell its provider. It is called within the transaction that saves. */
public interface KeepingType extends IntegrationType {
    /** It was saved, or has another URL. @param before null for a new one */
    void saved(long workspaceId, long id, Integration.@Nullable Terms before, Integration.Terms after);

    /** It is gone. @param before as it was */
    void deleted(long workspaceId, Integration before);
}
