package leadhub.bots.flows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * A bot's flow as people work on it.
 *
 * @param version the published one; 0 for none
 * @param steps what is published, as people spell it
 * @param draft what isn't published yet; null where all is
 * @param problems what speaks against publishing it, by the API's paths
 */
public record BotFlow(
        int version, ArrayNode steps, @Nullable Draft draft, Map<String, List<Refusal>> problems) {

    /** @param revision grows with each change */
    public record Draft(long revision, ArrayNode steps, String changedBy, Instant changedAt) {}

    /** What a page was made of, told from what somebody else has saved since. */
    public String token() {
        return draft == null ? "p" + version : "d" + draft.revision();
    }

    /** What somebody works on: the draft, or what is published. */
    public ArrayNode latest() {
        return draft == null ? steps : draft.steps();
    }
}
