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
    public static final LeadFilter ALL = asking().filter();

    /** Asks nothing yet. */
    public static Asking asking() {
        return new Asking();
    }

    /** The leads in one stage. */
    public static LeadFilter ofStage(long id) {
        return asking().stageId(id).filter();
    }

    /** The leads that are so far. */
    static LeadFilter ofStatus(LeadStatus status) {
        return asking().status(status).filter();
    }

    /** The leads that a search finds. */
    public static LeadFilter ofSearch(LeadSearch search) {
        return asking().search(search).filter();
    }

    /** Those of them that need something; null asks nothing. */
    public LeadFilter needing(@Nullable LeadNeed need) {
        return asking(this).needs(need).filter();
    }

    /** Those of them that meet criteria. */
    public LeadFilter meeting(Criteria asked) {
        return asking(this).criteria(asked).filter();
    }

    /** Those of them that these have, or nobody; null asks nothing. */
    public LeadFilter ownedBy(@Nullable Owners owners) {
        return asking(this).ownedBy(owners).filter();
    }

    /** Those of them that somebody sees; null is everybody's. */
    public LeadFilter seenBy(@Nullable Owners visible) {
        return asking(this).seenBy(visible).filter();
    }

    /** Whether it changes by itself as time goes by, or asks what events don't remember. */
    boolean isOfTheMoment() {
        return needs != null
                || updatedFrom != null
                || updatedUntil != null
                || identity.isAsked()
                || criteria.isOfTheMoment();
    }

    private static Asking asking(LeadFilter filter) {
        return asking().source(filter.source)
                .status(filter.status)
                .pipelineId(filter.pipelineId)
                .stageId(filter.stageId)
                .assignedUserId(filter.assignedUserId)
                .tag(filter.tag)
                .search(filter.search)
                .createdFrom(filter.createdFrom)
                .createdUntil(filter.createdUntil)
                .updatedFrom(filter.updatedFrom)
                .updatedUntil(filter.updatedUntil)
                .identity(filter.identity)
                .starred(filter.starred)
                .botId(filter.botId)
                .ownedBy(filter.ownedBy)
                .seenBy(filter.seenBy)
                .needs(filter.needs)
                .criteria(filter.criteria);
    }

    /** Puts a filter together, one thing after the other. */
    public static final class Asking {
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

        private Asking() {}

        public Asking source(@Nullable String wanted) {
            source = wanted;
            return this;
        }

        public Asking status(@Nullable LeadStatus wanted) {
            status = wanted;
            return this;
        }

        public Asking pipelineId(@Nullable Long wanted) {
            pipelineId = wanted;
            return this;
        }

        public Asking stageId(@Nullable Long wanted) {
            stageId = wanted;
            return this;
        }

        public Asking assignedUserId(@Nullable Long wanted) {
            assignedUserId = wanted;
            return this;
        }

        public Asking tag(@Nullable String wanted) {
            tag = wanted;
            return this;
        }

        public Asking search(@Nullable LeadSearch wanted) {
            search = wanted;
            return this;
        }

        public Asking createdFrom(@Nullable Instant wanted) {
            createdFrom = wanted;
            return this;
        }

        public Asking createdUntil(@Nullable Instant wanted) {
            createdUntil = wanted;
            return this;
        }

        public Asking updatedFrom(@Nullable Instant wanted) {
            updatedFrom = wanted;
            return this;
        }

        public Asking updatedUntil(@Nullable Instant wanted) {
            updatedUntil = wanted;
            return this;
        }

        Asking identity(LeadIdentity wanted) {
            identity = wanted;
            return this;
        }

        public Asking starred(@Nullable Boolean wanted) {
            starred = wanted;
            return this;
        }

        public Asking botId(@Nullable String wanted) {
            botId = wanted;
            return this;
        }

        Asking ownedBy(@Nullable Owners wanted) {
            ownedBy = wanted;
            return this;
        }

        Asking seenBy(@Nullable Owners wanted) {
            seenBy = wanted;
            return this;
        }

        Asking needs(@Nullable LeadNeed wanted) {
            needs = wanted;
            return this;
        }

        Asking criteria(Criteria wanted) {
            criteria = wanted;
            return this;
        }

        public LeadFilter filter() {
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
}
