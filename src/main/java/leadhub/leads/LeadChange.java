package leadhub.leads;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
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
    public LeadChange cutToFit() {
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
                customFields.map(fields -> fields == null ? null : CustomFields.fitting(fields)),
                tags.map(names -> names == null ? null : Leads.firstTags(names, Set.of(), Leads.MOST_TAGS)));
    }

    /** Moves a lead to a stage, and leaves the rest alone. */
    static LeadChange toStage(long stageId) {
        return of(StateChange.stage(stageId));
    }

    /** Changes where a lead stands, and leaves the rest alone. */
    static LeadChange of(StateChange state) {
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
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep());
    }
}
