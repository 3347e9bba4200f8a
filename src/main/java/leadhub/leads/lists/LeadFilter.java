package leadhub.leads.lists;

import java.time.Instant;
import leadhub.leads.Owners;
import leadhub.leads.record.LeadStatus;
import leadhub.leads.texts.LeadSearch;
import org.jspecify.annotations.Nullable;

/**
 * Which leads are asked for; null asks nothing.
 *
 * @param tag a tag's name, without case
 * @param createdFrom the first instant that counts
 * @param createdUntil the first instant that doesn't count any more
 * @param updatedFrom likewise, of their last change
 * @param updatedUntil likewise
 * @param identity the e-mail and the phone that they have
 * @param ownedBy whose they are; {@code assignedUserId} asks for one owner
 * @param seenBy whose a user sees
 * @param needs what they need from somebody
 * @param criteria what they are asked beyond that
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
        @Nullable Instant updatedFrom,
        @Nullable Instant updatedUntil,
        LeadIdentity identity,
        @Nullable Boolean starred,
        @Nullable String botId,
        @Nullable Owners ownedBy,
        @Nullable Owners seenBy,
        @Nullable LeadNeed needs,
        Criteria criteria) {

    /** All leads. */
    public static final LeadFilter ALL = builder().build();

    /** Asks nothing yet. */
    public static LeadFilterBuilder builder() {
        return new LeadFilterBuilder();
    }

    /** A filter like this one, but for what is set. */
    LeadFilterBuilder edit() {
        return LeadFilterBuilder.of(this);
    }

    /** The leads in one stage. */
    public static LeadFilter ofStage(long id) {
        return builder().stageId(id).build();
    }

    /** The leads that are so far. */
    static LeadFilter ofStatus(LeadStatus status) {
        return builder().status(status).build();
    }

    /** The leads that a search finds. */
    public static LeadFilter ofSearch(LeadSearch search) {
        return builder().search(search).build();
    }

    /** Those of them that need something; null asks nothing. */
    public LeadFilter needing(@Nullable LeadNeed need) {
        return edit().needs(need).build();
    }

    /** Those of them that meet criteria. */
    public LeadFilter meeting(Criteria asked) {
        return edit().criteria(asked).build();
    }

    /** Those of them that these have, or nobody; null asks nothing. */
    public LeadFilter ownedBy(@Nullable Owners owners) {
        return edit().ownedBy(owners).build();
    }

    /** Those of them that are in a stage, whatever was asked of stages before. */
    public LeadFilter inStage(long id) {
        return edit().pipelineId(null).stageId(id).build();
    }

    /** Those of them that are so far, whatever was asked of that before. */
    public LeadFilter inStatus(LeadStatus status) {
        return edit().status(status).build();
    }

    /** Those of them that came from there. */
    public LeadFilter ofSource(String source) {
        return edit().source(source).build();
    }

    /** Those of them that somebody has; null is nobody. */
    public LeadFilter ofOwner(@Nullable Long userId) {
        return userId == null
                ? meeting(criteria.and(Criterion.unowned()))
                : edit().assignedUserId(userId).build();
    }

    /** Those of them that have just that in a field of the workspace's own; {@code ""} is nothing. */
    public LeadFilter having(String key, String value) {
        return meeting(criteria.and(Criterion.having(key, value)));
    }

    /** Those of them that somebody sees; null is everybody's. */
    public LeadFilter seenBy(@Nullable Owners visible) {
        return edit().seenBy(visible).build();
    }

    /** Whether it changes by itself as time goes by, or asks what events don't remember. */
    boolean isOfTheMoment() {
        return needs != null
                || updatedFrom != null
                || updatedUntil != null
                || identity.isAsked()
                || criteria.isOfTheMoment();
    }
}
