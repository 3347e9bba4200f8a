package leadhub.leads.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import leadhub.leads.Lead;
import org.jspecify.annotations.Nullable;

/** A lead as LeadHub's reference spells it, in its order. */
record LeadView(
        long id,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String company,
        @Nullable String jobTitle,
        @Nullable String linkedinUrl,
        @Nullable String country,
        @Nullable String industry,
        @Nullable String companySize,
        String source,
        String status,
        long pipelineId,
        long pipelineStageId,
        @Nullable Long assignedUserId,
        int leadScore,
        @Nullable BigDecimal dealValue,
        boolean starred,
        @Nullable String notes,
        @JsonRawValue String customFields,
        List<String> tags,
        boolean possibleDuplicate,
        Instant createdAt,
        Instant updatedAt) {

    static LeadView of(Lead lead) {
        return new LeadView(
                lead.id(),
                lead.firstName(),
                lead.lastName(),
                lead.email(),
                lead.phone(),
                lead.company(),
                lead.jobTitle(),
                lead.linkedinUrl(),
                lead.country(),
                lead.industry(),
                lead.companySize(),
                lead.source(),
                lead.status().word(),
                lead.pipelineId(),
                lead.stageId(),
                lead.assignedUserId(),
                lead.leadScore(),
                lead.dealValue() == null ? null : plain(lead.dealValue()),
                lead.starred(),
                lead.notes(),
                lead.customFields(),
                lead.tagNames(),
                lead.possibleDuplicate(),
                lead.createdAt(),
                lead.updatedAt());
    }

    /** 1000.00 is 1000. */
    private static BigDecimal plain(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
