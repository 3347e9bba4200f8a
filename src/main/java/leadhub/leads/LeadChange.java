package leadhub.leads;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import leadhub.base.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an update does to a lead. Null clears what can be empty, and gives back the default of what has one.
 *
 * @param customFields merged into what is there; a member that is null is removed; null removes all
 * @param tags names that replace the set
 */
public record LeadChange(
        Change<@Nullable String> firstName,
        Change<@Nullable String> lastName,
        Change<@Nullable String> email,
        Change<@Nullable String> phone,
        Change<@Nullable String> company,
        Change<@Nullable String> jobTitle,
        Change<@Nullable String> linkedinUrl,
        Change<@Nullable String> country,
        Change<@Nullable String> industry,
        Change<@Nullable String> companySize,
        Change<@Nullable String> source,
        Change<@Nullable LeadStatus> status,
        Change<@Nullable Long> pipelineId,
        Change<@Nullable Long> stageId,
        Change<@Nullable Long> assignedUserId,
        Change<@Nullable BigDecimal> dealValue,
        Change<@Nullable Boolean> starred,
        Change<@Nullable String> notes,
        Change<@Nullable ObjectNode> customFields,
        Change<@Nullable List<String>> tags) {

    /** As much as a new lead can hold: its first tags, and of the custom fields, in their order, those that fit. */
    LeadChange cutToFit(UnaryOperator<ObjectNode> rightOnes) {
        return with(
                customFields.map(fields -> fields == null ? null : CustomFields.fitting(rightOnes.apply(fields))),
                tags.map(names -> names == null ? null : LeadTags.first(names, Set.of(), Leads.MOST_TAGS)));
    }

    /** The same with other custom fields and tags. */
    LeadChange with(Change<@Nullable ObjectNode> otherFields, Change<@Nullable List<String>> otherTags) {
        return new LeadChange(
                firstName,
                lastName,
                email,
                phone,
                company,
                jobTitle,
                linkedinUrl,
                country,
                industry,
                companySize,
                source,
                status,
                pipelineId,
                stageId,
                assignedUserId,
                dealValue,
                starred,
                notes,
                otherFields,
                otherTags);
    }

    /** Moves a lead to a stage, and leaves the rest alone. */
    public static LeadChange toStage(long stageId) {
        return of(StateChange.stage(stageId));
    }

    /** Changes where a lead stands, and leaves the rest alone. */
    static LeadChange of(StateChange state) {
        return of(state, Change.keep(), Change.keep());
    }

    /** Gives a lead to somebody. */
    public static LeadChange toOwner(long userId) {
        return of(StateChange.owner(userId));
    }

    /** Says how far a lead is. */
    public static LeadChange toStatus(LeadStatus status) {
        return of(StateChange.status(status));
    }

    /** Says what a deal would come to. */
    public static LeadChange toDealValue(BigDecimal value) {
        return of(StateChange.NONE, Change.set(value), Change.keep());
    }

    /** Says what stands in the fields that the workspace made up. */
    public static LeadChange toCustomFields(ObjectNode fields) {
        return of(StateChange.NONE, Change.keep(), Change.set(fields));
    }

    private static LeadChange of(
            StateChange state, Change<@Nullable BigDecimal> dealValue, Change<@Nullable ObjectNode> customFields) {
        return new LeadChange(
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                state.status(),
                Change.keep(),
                state.stageId(),
                state.ownerId(),
                dealValue,
                Change.keep(),
                Change.keep(),
                customFields,
                Change.keep());
    }

    /** Who another lead is, without how far it is. */
    public static LeadChange toFactsOf(Lead lead) {
        return new LeadChange(
                Change.set(lead.firstName()),
                Change.set(lead.lastName()),
                Change.set(lead.email()),
                Change.set(lead.phone()),
                Change.set(lead.company()),
                Change.set(lead.jobTitle()),
                Change.set(lead.linkedinUrl()),
                Change.set(lead.country()),
                Change.set(lead.industry()),
                Change.set(lead.companySize()),
                Change.set(lead.source()),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.set(lead.notes()),
                Change.keep(),
                Change.keep());
    }
}
