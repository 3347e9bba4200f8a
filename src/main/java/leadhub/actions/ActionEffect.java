package leadhub.actions;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A lead that is changed, or to be: what its kind needs to take that back.
 *
 * @param before how it was; null where nothing was done yet
 * @param after how it became; the same where the kind needs nothing of it
 */
public record ActionEffect(
        long leadId, @Nullable JsonNode before, @Nullable JsonNode after) {}
