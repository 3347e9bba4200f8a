package leadhub.leads;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lead as it is kept.
 *
 * @param phone as it was given; {@link #phoneE164} is what it is matched by, null where it is no valid number
 * @param leadScore the points of all matching rules and the adjustment
 * @param scoreAdjustment points of its own, set by hand
 * @param customFields a JSON object as text
 * @param tags ids and names in the order they were added
 * @param possibleDuplicate whether another lead shares the e-mail or the phone
 * @param botId the chat bot that caught it, as given
 * @param eventSequence the number of its last public event; it rises with the change that is one
 */
public record Lead(
        long id,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String phoneE164,
        @Nullable String company,
        @Nullable String jobTitle,
        @Nullable String linkedinUrl,
        @Nullable String country,
        @Nullable String industry,
        @Nullable String companySize,
        String source,
        LeadStatus status,
        long pipelineId,
        long stageId,
        @Nullable Long assignedUserId,
        int leadScore,
        int scoreAdjustment,
        @Nullable BigDecimal dealValue,
        boolean starred,
        @Nullable String notes,
        String customFields,
        List<LeadTag> tags,
        boolean possibleDuplicate,
        @Nullable String botId,
        @Nullable String conversationId,
        Instant createdAt,
        Instant updatedAt,
        long eventSequence) {

    /** A tag that a lead wears. */
    public record LeadTag(long id, String name) {}

    /** The names of the tags. */
    public List<String> tagNames() {
        return tags.stream().map(LeadTag::name).toList();
    }

    /** The ids of the tags. */
    public long[] tagIds() {
        return tags.stream().mapToLong(LeadTag::id).toArray();
    }

    /** The same lead with another answer to whether somebody else is like it. */
    Lead withPossibleDuplicate(boolean duplicate) {
        return new LeadSketch(this).possibleDuplicate(duplicate).lead();
    }
}
