package leadhub.leads.record;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import leadhub.base.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What an update does to a lead. Null clears what can be empty, and gives back the default of what has one. */
public final class LeadChange {
    /** By the index of the field; null leaves it alone. */
    private final @Nullable Change<?>[] changes;

    private final Change<@Nullable ObjectNode> customFields;
    private final Change<@Nullable List<String>> tags;

    private LeadChange(Builder builder) {
        this.changes = builder.changes.clone();
        this.customFields = builder.customFields;
        this.tags = builder.tags;
    }

    /** A change that leaves everything alone but what is set. */
    public static Builder builder() {
        return new Builder();
    }

    /** What becomes of each field; all stay as long as nothing is said. */
    public static final class Builder {
        private final @Nullable Change<?>[] changes;
        private Change<@Nullable ObjectNode> customFields = Change.keep();
        private Change<@Nullable List<String>> tags = Change.keep();

        private Builder() {
            this.changes = new @Nullable Change<?>[LeadFields.ALL.size()];
        }

        public <T extends @Nullable Object> Builder set(LeadField<T> field, @Nullable T value) {
            return put(field, Change.<@Nullable T>set(value));
        }

        public <T extends @Nullable Object> Builder change(LeadField<T> field, Change<@Nullable T> change) {
            return put(field, change);
        }

        /** The same where only the field itself knows what stands in it. */
        public Builder put(LeadField<?> field, Change<?> change) {
            changes[field.index()] = change.isSet() ? change : null;
            return this;
        }

        /** Merged into what is there; a member that is null is removed; null removes all. */
        public Builder customFields(Change<@Nullable ObjectNode> change) {
            customFields = change;
            return this;
        }

        /** Names that replace the set. */
        public Builder tags(Change<@Nullable List<String>> change) {
            tags = change;
            return this;
        }

        public LeadChange build() {
            return new LeadChange(this);
        }
    }

    /** What becomes of a field. Tags and custom fields are changed in other terms than they are kept in. */
    @SuppressWarnings({"unchecked", "NullAway"}) // put is the only way in, and takes the field's own
    public <T extends @Nullable Object> Change<@Nullable T> of(LeadField<T> field) {
        var change = changes[field.index()];
        return change == null ? Change.keep() : (Change<@Nullable T>) change;
    }

    public Change<@Nullable ObjectNode> customFields() {
        return customFields;
    }

    public Change<@Nullable List<String>> tags() {
        return tags;
    }

    /** The same, leaving a field alone. */
    public LeadChange without(LeadField<?> field) {
        return edit().put(field, Change.keep()).build();
    }

    /** The same, leaving those fields alone that are named as the API's errors name them: {@code custom_fields.size}. */
    public LeadChange withoutNamed(Set<String> names) {
        var left = edit();
        for (var field : LeadFields.ALL) {
            if (names.contains(field.name())) {
                left.put(field, Change.keep());
            }
        }
        if (names.contains("tags")) {
            left.tags(Change.keep());
        }
        var custom = customFields.over(null);
        if (names.contains("custom_fields")) {
            left.customFields(Change.keep());
        } else if (custom != null) {
            var others = custom.deepCopy();
            custom.propertyNames().stream()
                    .filter(key -> names.contains("custom_fields." + key))
                    .toList()
                    .forEach(others::remove);
            left.customFields(others.isEmpty() ? Change.keep() : Change.set(others));
        }
        return left.build();
    }

    /** The same with other custom fields. */
    public LeadChange withCustomFields(ObjectNode others) {
        return edit().customFields(Change.set(others)).build();
    }

    /** What it does to where the lead stands. */
    public StateChange state() {
        return new StateChange(
                of(LeadFields.STATUS),
                of(LeadFields.PIPELINE_STAGE_ID),
                of(LeadFields.ASSIGNED_USER_ID),
                of(LeadFields.LOST_REASON));
    }

    /** The same with something else done to where the lead stands. */
    public LeadChange with(StateChange state) {
        return edit().change(LeadFields.STATUS, state.status())
                .change(LeadFields.PIPELINE_STAGE_ID, state.stageId())
                .change(LeadFields.ASSIGNED_USER_ID, state.ownerId())
                .change(LeadFields.LOST_REASON, state.lostReason())
                .build();
    }

    /** A change like this one, but for what is set. */
    public Builder edit() {
        var builder = new Builder().customFields(customFields).tags(tags);
        System.arraycopy(changes, 0, builder.changes, 0, changes.length);
        return builder;
    }

    /** Takes one field of another change over, where that sets it to something and this lead has nothing there. */
    private static void fill(Builder missing, Lead lead, LeadField<?> field, LeadChange sent) {
        var known = lead.get(field);
        var isEmpty = known == null || known instanceof String text && text.isEmpty();
        if (isEmpty && sent.of(field) instanceof Change.Set<?>(var value) && value != null) {
            missing.put(field, Change.set(value));
        }
    }

    /** As much of this as fills what a lead hasn't got; tags and custom fields stay. */
    public LeadChange missingOf(Lead lead) {
        var missing = builder();
        LeadFields.FILLED_LATER.stream()
                .filter(field -> field != LeadFields.DEAL_CURRENCY)
                .forEach(field -> fill(missing, lead, field, this));
        // What a deal is worth comes with its currency, which is the workspace's if none is sent.
        if (lead.dealValue() == null
                && of(LeadFields.DEAL_VALUE) instanceof Change.Set<?>(var value)
                && value != null) {
            var currency = of(LeadFields.DEAL_CURRENCY);
            missing.put(LeadFields.DEAL_CURRENCY, currency.isSet() ? currency : Change.<@Nullable String>set(null));
        }
        return missing.build();
    }

    /** Moves a lead to a stage, and leaves the rest alone. */
    public static LeadChange toStage(long stageId) {
        return of(StateChange.stage(stageId));
    }

    /** Changes where a lead stands, and leaves the rest alone. */
    public static LeadChange of(StateChange state) {
        return builder().build().with(state);
    }

    /** Gives a lead to somebody, or to nobody. */
    public static LeadChange toOwner(@Nullable Long userId) {
        return of(StateChange.owner(userId));
    }

    /** Says how far a lead is. */
    public static LeadChange toStatus(LeadStatus status) {
        return of(StateChange.status(status));
    }

    /** Says what a deal would come to. */
    public static LeadChange toDealValue(BigDecimal value) {
        return builder().set(LeadFields.DEAL_VALUE, value).build();
    }

    /** Says what stands in the fields that the workspace made up. */
    public static LeadChange toCustomFields(ObjectNode fields) {
        return builder().customFields(Change.set(fields)).build();
    }

    /** Who another lead is, without how far it is. */
    public static LeadChange toFactsOf(Lead lead) {
        var facts = builder();
        LeadFields.TEXTS.stream()
                .filter(field -> field != LeadFields.LOST_REASON)
                .forEach(field -> facts.set(field, lead.get(field)));
        return facts.build();
    }
}
