package leadhub.leads;

import java.time.Instant;
import leadhub.base.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Which leads are asked for; null asks nothing.
 *
 * @param tag a tag's name, without case
 * @param createdFrom the first instant that counts
 * @param createdUntil the first instant that doesn't count any more
 * @param seenBy a user who sees their own leads and those that nobody has
 * @param needs what they need from somebody
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
        @Nullable String botId,
        @Nullable Long seenBy,
        @Nullable LeadNeed needs) {

    /** All leads. */
    public static final LeadFilter ALL =
            new LeadFilter(null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** The leads in one stage. */
    static LeadFilter ofStage(long id) {
        return new LeadFilter(null, null, null, id, null, null, null, null, null, null, null, null, null);
    }

    /** The leads that are so far. */
    static LeadFilter ofStatus(LeadStatus status) {
        return new LeadFilter(null, status, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** The leads that a search finds. */
    static LeadFilter ofSearch(LeadSearch search) {
        return new LeadFilter(null, null, null, null, null, null, search, null, null, null, null, null, null);
    }

    /** The leads of one tag. */
    static LeadFilter ofTag(String name) {
        return new LeadFilter(null, null, null, null, null, name, null, null, null, null, null, null, null);
    }

    /** Those of them that need something; null asks nothing. */
    LeadFilter needing(@Nullable LeadNeed need) {
        return new LeadFilter(
                source,
                status,
                pipelineId,
                stageId,
                assignedUserId,
                tag,
                search,
                createdFrom,
                createdUntil,
                starred,
                botId,
                seenBy,
                need);
    }

    /** As much of it as a caller may see: agents see their own leads and those that nobody has. */
    LeadFilter seenBy(Caller caller) {
        if (!Sight.isNarrow(caller)) {
            return this;
        }
        return new LeadFilter(
                source,
                status,
                pipelineId,
                stageId,
                assignedUserId,
                tag,
                search,
                createdFrom,
                createdUntil,
                starred,
                botId,
                caller.actor().id(),
                needs);
    }
}
