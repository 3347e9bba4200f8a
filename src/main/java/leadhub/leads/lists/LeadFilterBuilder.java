package leadhub.leads.lists;

import java.time.Instant;
import leadhub.leads.Owners;
import leadhub.leads.record.LeadStatus;
import leadhub.leads.texts.LeadSearch;
import org.jspecify.annotations.Nullable;

/** Puts a filter together, one thing after the other. */
public final class LeadFilterBuilder {
    private @Nullable String source;
    private @Nullable LeadStatus status;
    private @Nullable Long pipelineId;
    private @Nullable Long stageId;
    private @Nullable Long assignedUserId;
    private @Nullable String tag;
    private @Nullable LeadSearch search;
    private @Nullable Instant createdFrom;
    private @Nullable Instant createdUntil;
    private @Nullable Instant updatedFrom;
    private @Nullable Instant updatedUntil;
    private LeadIdentity identity = LeadIdentity.ANY;
    private @Nullable Boolean starred;
    private @Nullable String botId;
    private @Nullable Owners ownedBy;
    private @Nullable Owners seenBy;
    private @Nullable LeadNeed needs;
    private Criteria criteria = Criteria.NONE;

    LeadFilterBuilder() {}

    /** What a filter asks already. */
    static LeadFilterBuilder of(LeadFilter filter) {
        return new LeadFilterBuilder()
                .source(filter.source())
                .status(filter.status())
                .pipelineId(filter.pipelineId())
                .stageId(filter.stageId())
                .assignedUserId(filter.assignedUserId())
                .tag(filter.tag())
                .search(filter.search())
                .createdFrom(filter.createdFrom())
                .createdUntil(filter.createdUntil())
                .updatedFrom(filter.updatedFrom())
                .updatedUntil(filter.updatedUntil())
                .identity(filter.identity())
                .starred(filter.starred())
                .botId(filter.botId())
                .ownedBy(filter.ownedBy())
                .seenBy(filter.seenBy())
                .needs(filter.needs())
                .criteria(filter.criteria());
    }

    public LeadFilterBuilder source(@Nullable String wanted) {
        source = wanted;
        return this;
    }

    public LeadFilterBuilder status(@Nullable LeadStatus wanted) {
        status = wanted;
        return this;
    }

    public LeadFilterBuilder pipelineId(@Nullable Long wanted) {
        pipelineId = wanted;
        return this;
    }

    public LeadFilterBuilder stageId(@Nullable Long wanted) {
        stageId = wanted;
        return this;
    }

    public LeadFilterBuilder assignedUserId(@Nullable Long wanted) {
        assignedUserId = wanted;
        return this;
    }

    public LeadFilterBuilder tag(@Nullable String wanted) {
        tag = wanted;
        return this;
    }

    public LeadFilterBuilder search(@Nullable LeadSearch wanted) {
        search = wanted;
        return this;
    }

    public LeadFilterBuilder createdFrom(@Nullable Instant wanted) {
        createdFrom = wanted;
        return this;
    }

    public LeadFilterBuilder createdUntil(@Nullable Instant wanted) {
        createdUntil = wanted;
        return this;
    }

    public LeadFilterBuilder updatedFrom(@Nullable Instant wanted) {
        updatedFrom = wanted;
        return this;
    }

    public LeadFilterBuilder updatedUntil(@Nullable Instant wanted) {
        updatedUntil = wanted;
        return this;
    }

    LeadFilterBuilder identity(LeadIdentity wanted) {
        identity = wanted;
        return this;
    }

    public LeadFilterBuilder starred(@Nullable Boolean wanted) {
        starred = wanted;
        return this;
    }

    public LeadFilterBuilder botId(@Nullable String wanted) {
        botId = wanted;
        return this;
    }

    LeadFilterBuilder ownedBy(@Nullable Owners wanted) {
        ownedBy = wanted;
        return this;
    }

    LeadFilterBuilder seenBy(@Nullable Owners wanted) {
        seenBy = wanted;
        return this;
    }

    LeadFilterBuilder needs(@Nullable LeadNeed wanted) {
        needs = wanted;
        return this;
    }

    LeadFilterBuilder criteria(Criteria wanted) {
        criteria = wanted;
        return this;
    }

    public LeadFilter build() {
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
                updatedFrom,
                updatedUntil,
                identity,
                starred,
                botId,
                ownedBy,
                seenBy,
                needs,
                criteria);
    }
}
