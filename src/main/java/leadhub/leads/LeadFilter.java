package leadhub.leads;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which leads are asked for; null asks nothing.
 *
 * @param tag a tag's name, without case
 * @param createdFrom the first instant that counts
 * @param createdUntil the first instant that doesn't count any more
 */
public record LeadFilter(
        @Nullable String source,
        @Nullable LeadStatus status,
        @Nullable Long pipelineId,
        @Nullable Long stageId,
        @Nullable Long assignedUserId,
        @Nullable String tag,
        @Nullable LeadSearch search,
        @Nullable Instant createdFrom,
        @Nullable Instant createdUntil,
        @Nullable Boolean starred,
        @Nullable String botId) {

    /** All leads. */
    public static final LeadFilter ALL =
            new LeadFilter(null, null, null, null, null, null, null, null, null, null, null);

    /** The leads in one stage. */
    static LeadFilter ofStage(long id) {
        return new LeadFilter(null, null, null, id, null, null, null, null, null, null, null);
    }

    /** The leads of one tag. */
    static LeadFilter ofTag(String name) {
        return new LeadFilter(null, null, null, null, null, name, null, null, null, null, null);
    }
}
