package leadhub.leads;

import java.time.Instant;
import java.util.List;
import leadhub.pipelines.Stage;

/** A lead on its way from one state to the next: what is set changes, all else stays. */
final class LeadSketch {
    private final Lead lead;
    private long id;
    private LeadStatus status;
    private long pipelineId;
    private long stageId;
    private int leadScore;
    private int scoreAdjustment;
    private String customFields;
    private List<Lead.LeadTag> tags;
    private boolean possibleDuplicate;
    private Instant updatedAt;
    private long eventSequence;

    LeadSketch(Lead lead) {
        this.lead = lead;
        this.id = lead.id();
        this.status = lead.status();
        this.pipelineId = lead.pipelineId();
        this.stageId = lead.stageId();
        this.leadScore = lead.leadScore();
        this.scoreAdjustment = lead.scoreAdjustment();
        this.customFields = lead.customFields();
        this.tags = lead.tags();
        this.possibleDuplicate = lead.possibleDuplicate();
        this.updatedAt = lead.updatedAt();
        this.eventSequence = lead.eventSequence();
    }

    LeadSketch id(long is) {
        id = is;
        return this;
    }

    LeadSketch status(LeadStatus is) {
        status = is;
        return this;
    }

    LeadSketch stage(Stage is) {
        pipelineId = is.pipelineId();
        stageId = is.id();
        return this;
    }

    LeadSketch leadScore(int is) {
        leadScore = is;
        return this;
    }

    LeadSketch scoreAdjustment(int is) {
        scoreAdjustment = is;
        return this;
    }

    LeadSketch customFields(String are) {
        customFields = are;
        return this;
    }

    LeadSketch tags(List<Lead.LeadTag> are) {
        tags = are;
        return this;
    }

    LeadSketch possibleDuplicate(boolean is) {
        possibleDuplicate = is;
        return this;
    }

    LeadSketch updatedAt(Instant is) {
        updatedAt = is;
        return this;
    }

    LeadSketch eventSequence(long is) {
        eventSequence = is;
        return this;
    }

    Lead lead() {
        return new Lead(
                id,
                lead.firstName(),
                lead.lastName(),
                lead.email(),
                lead.phone(),
                lead.phoneE164(),
                lead.company(),
                lead.jobTitle(),
                lead.linkedinUrl(),
                lead.country(),
                lead.industry(),
                lead.companySize(),
                lead.source(),
                status,
                pipelineId,
                stageId,
                lead.assignedUserId(),
                leadScore,
                scoreAdjustment,
                lead.dealValue(),
                lead.starred(),
                lead.notes(),
                customFields,
                tags,
                possibleDuplicate,
                lead.botId(),
                lead.conversationId(),
                lead.createdAt(),
                updatedAt,
                eventSequence);
    }
}
