package leadhub.forms.partials;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a visitor has typed and not sent yet.
 *
 * @param values by the keys of fields; only what they take
 * @param evidence page, language, shortened address, and the texts that were agreed to
 * @param lastKey the field that was filled in last; null where nobody knows
 * @param updatedAt when something was typed last
 */
public record Partial(
        long id,
        long formId,
        int formVersion,
        ObjectNode values,
        ObjectNode evidence,
        @Nullable String lastKey,
        Instant updatedAt) {}
