package leadhub.forms.fields;

import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What was attached to a field.
 *
 * @param json its name, size and type, as a value is kept
 * @param wrong why it isn't taken; null if it is
 */
public record FileValue(JsonNode json, @Nullable Refusal wrong) {}
