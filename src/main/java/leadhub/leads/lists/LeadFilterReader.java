package leadhub.leads.lists;

import java.time.Instant;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.leads.record.LeadStatus;
import leadhub.leads.texts.LeadSearch;
import leadhub.pipelines.Pipelines;
import leadhub.users.Users;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the filters of LeadHub's list. What can't be right is an error, never ignored. */
@Component
public class LeadFilterReader {
    /** What a list can be asked, by the names of the query. */
    public static final List<String> NAMES = List.of(
            "source",
            "status",
            "pipeline_id",
            "stage_id",
            "assigned_user_id",
            "tag",
            "search",
            "created_after",
            "created_before",
            "updated_after",
            "updated_before",
            "email",
            "phone",
            "starred");

    private final Pipelines pipelines;
    private final Users users;

    LeadFilterReader(Pipelines pipelines, Users users) {
        this.pipelines = pipelines;
        this.users = users;
    }

    public LeadFilter read(Caller caller, QueryInput query) {
        return read(caller, query, false);
    }

    /** @param isNobodys whether what stands in place of an owner is none, and was read already */
    public LeadFilter read(Caller caller, QueryInput query, boolean isNobodys) {
        var pipelineId = query.id("pipeline_id");
        if (pipelineId != null && !isPipeline(caller, pipelineId)) {
            query.reject("pipeline_id", Refusal.of("in"));
        }
        var stageId = query.id("stage_id");
        if (stageId != null && !isStage(caller, stageId)) {
            query.reject("stage_id", Refusal.of("in"));
        }
        var userId = isNobodys ? null : query.id("assigned_user_id");
        if (userId != null && !users.isKnown(caller, userId)) {
            query.reject("assigned_user_id", Refusal.of("in"));
        }
        var createdAfter = query.time("created_after");
        var updatedAfter = query.time("updated_after");
        var search = query.text("search");
        return LeadFilter.builder()
                .source(query.text("source"))
                .status(status(query))
                .pipelineId(pipelineId)
                .stageId(stageId)
                .assignedUserId(userId)
                .tag(query.text("tag"))
                .search(search == null ? null : new LeadSearch(LeadSearch.Where.NAME_EMAIL_PHONE, search))
                .createdFrom(next(createdAfter))
                .createdUntil(query.time("created_before"))
                .updatedFrom(next(updatedAfter))
                .updatedUntil(query.time("updated_before"))
                .identity(LeadIdentity.of(query.text("email"), phone(query), caller.defaultCountry()))
                .starred(query.bool("starred"))
                .build();
    }

    // What is remembered is right, but for a moment after another process made something new: then the table knows.

    private boolean isPipeline(Caller caller, long id) {
        return pipelines.all(caller).pipeline(id).isPresent() || pipelines.exists(caller, id);
    }

    private boolean isStage(Caller caller, long id) {
        return pipelines.all(caller).stage(id).isPresent()
                || pipelines.stage(caller, id).isPresent();
    }

    /** Strictly after: the next microsecond is the first that counts. */
    private static @Nullable Instant next(@Nullable Instant after) {
        return after == null ? null : after.plusNanos(1000);
    }

    /** A plus sign that was sent unencoded has become a space. */
    private static @Nullable String phone(QueryInput query) {
        return query.value("phone")
                .map(sent -> sent.matches(" \\d.*") ? "+" + sent.strip() : sent.strip())
                .orElse(null);
    }

    private static @Nullable LeadStatus status(QueryInput query) {
        var word = query.text("status");
        if (word == null) {
            return null;
        }
        var status = LeadStatus.of(word);
        if (status.isEmpty()) {
            query.reject("status", Refusal.of("in"));
        }
        return status.orElse(null);
    }
}
