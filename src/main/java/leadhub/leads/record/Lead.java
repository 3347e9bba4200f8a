package leadhub.leads.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A lead as it is kept: a value in each of {@link LeadFields}. It doesn't change. */
public final class Lead {
    /** A lead wears at most this many tags. */
    public static final int MOST_TAGS = 100;

    private final @Nullable Object[] values;

    private Lead(@Nullable Object[] values) {
        this.values = values;
    }

    /** A tag that a lead wears. */
    public record LeadTag(long id, String name) {}

    /** Somebody of whom nothing is known yet. */
    public static Builder blank() {
        return new Builder(LeadFields.USUAL.clone());
    }

    /** A lead like this one, but for what is set. */
    public Builder edit() {
        return new Builder(values.clone());
    }

    /** The same lead with another value in a field. */
    public <T extends @Nullable Object> Lead with(LeadField<T> field, T value) {
        var changed = values.clone();
        changed[field.index()] = value;
        return new Lead(changed);
    }

    /** A lead on its way from one state to the next: what is set changes, all else stays. */
    public static final class Builder {
        private final @Nullable Object[] values;

        private Builder(@Nullable Object[] values) {
            this.values = values;
        }

        public <T extends @Nullable Object> Builder set(LeadField<T> field, T value) {
            return put(field, value);
        }

        /** The same where only the field itself knows what stands in it. */
        public Builder put(LeadField<?> field, @Nullable Object value) {
            values[field.index()] = value;
            return this;
        }

        public Lead lead() {
            return new Lead(values.clone());
        }
    }

    /** What it has in a field. */
    @SuppressWarnings({"unchecked", "NullAway"}) // set is the only way in, and takes a T
    public <T extends @Nullable Object> T get(LeadField<T> field) {
        return (T) values[field.index()];
    }

    public long id() {
        return get(LeadFields.ID);
    }

    public @Nullable String firstName() {
        return get(LeadFields.FIRST_NAME);
    }

    public @Nullable String lastName() {
        return get(LeadFields.LAST_NAME);
    }

    public @Nullable String email() {
        return get(LeadFields.EMAIL);
    }

    /** As it was given. */
    public @Nullable String phone() {
        return get(LeadFields.PHONE);
    }

    /** What it is matched by; null where the phone is no valid number. */
    public @Nullable String phoneE164() {
        return get(LeadFields.PHONE_E164);
    }

    public @Nullable String company() {
        return get(LeadFields.COMPANY);
    }

    public String source() {
        return get(LeadFields.SOURCE);
    }

    public LeadStatus status() {
        return get(LeadFields.STATUS);
    }

    public long pipelineId() {
        return get(LeadFields.PIPELINE_ID);
    }

    public long stageId() {
        return get(LeadFields.PIPELINE_STAGE_ID);
    }

    public @Nullable Long assignedUserId() {
        return get(LeadFields.ASSIGNED_USER_ID);
    }

    /** The points of all matching rules and the adjustment. */
    public int leadScore() {
        return get(LeadFields.LEAD_SCORE);
    }

    /** Points of its own, set by hand. */
    public int scoreAdjustment() {
        return get(LeadFields.SCORE_ADJUSTMENT);
    }

    public @Nullable BigDecimal dealValue() {
        return get(LeadFields.DEAL_VALUE);
    }

    /** What another system calls it. */
    public @Nullable String externalId() {
        return get(LeadFields.EXTERNAL_ID);
    }

    /** Null for the workspace's. */
    public @Nullable String dealCurrency() {
        return get(LeadFields.DEAL_CURRENCY);
    }

    /** Why it was lost. */
    public @Nullable String lostReason() {
        return get(LeadFields.LOST_REASON);
    }

    public @Nullable LocalDate expectedCloseOn() {
        return get(LeadFields.EXPECTED_CLOSE_ON);
    }

    /** When it came to its stage. */
    public Instant stageSince() {
        var since = get(LeadFields.STAGE_SINCE);
        return since == null ? createdAt() : since;
    }

    /** When it was converted or lost; null for one that is neither. */
    public @Nullable Instant closedAt() {
        return get(LeadFields.CLOSED_AT);
    }

    public boolean starred() {
        return get(LeadFields.STARRED);
    }

    public @Nullable String notes() {
        return get(LeadFields.NOTES);
    }

    /** A JSON object as text. */
    public String customFields() {
        return get(LeadFields.CUSTOM_FIELDS);
    }

    /** Ids and names in the order they were added. */
    public List<LeadTag> tags() {
        return get(LeadFields.TAGS);
    }

    /** The names of the tags. */
    public List<String> tagNames() {
        return tags().stream().map(LeadTag::name).toList();
    }

    /** The ids of the tags. */
    public long[] tagIds() {
        return tags().stream().mapToLong(LeadTag::id).toArray();
    }

    /** Whether another lead shares the e-mail or the phone. */
    public boolean possibleDuplicate() {
        return get(LeadFields.POSSIBLE_DUPLICATE);
    }

    /** The leads that have become part of it, the latest first. */
    public List<Long> mergedFrom() {
        return get(LeadFields.MERGED_FROM);
    }

    /** Its own id and those of the leads that have become part of it: what happened to any of them happened to it. */
    public long[] idsOfAll() {
        return LongStream.concat(LongStream.of(id()), mergedFrom().stream().mapToLong(id -> id))
                .toArray();
    }

    /** The chat bot that caught it, as given. */
    public @Nullable String botId() {
        return get(LeadFields.BOT_ID);
    }

    public @Nullable String conversationId() {
        return get(LeadFields.CONVERSATION_ID);
    }

    public Instant createdAt() {
        return get(LeadFields.CREATED_AT);
    }

    public Instant updatedAt() {
        return get(LeadFields.UPDATED_AT);
    }

    /** The number of its last public event; it rises with the change that is one. */
    public long eventSequence() {
        return get(LeadFields.EVENT_SEQUENCE);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Lead lead && Arrays.equals(values, lead.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** Without what is known of the person: it may end up in a log. */
    @Override
    public String toString() {
        return "Lead " + id();
    }
}
