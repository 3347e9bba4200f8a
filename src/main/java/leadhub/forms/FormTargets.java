package leadhub.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.pipelines.Pipelines;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what speaks against a form: other records that it names and that aren't there, and settings that its fields don't bear. */
@Component
class FormTargets {
    private final Pipelines pipelines;
    private final Users users;

    FormTargets(Pipelines pipelines, Users users) {
        this.pipelines = pipelines;
        this.users = users;
    }

    /** Refuses. What stays as it was isn't looked at: that a user left keeps nobody from editing a label. */
    void check(Caller caller, @Nullable FormTerms before, FormTerms after) {
        var settings = after.settings();
        var was = before == null ? FormSettings.usual() : before.settings();
        var errors = new LinkedHashMap<String, List<Refusal>>();
        checkPlace(caller, was, settings, errors);
        var owner = settings.assignedUserId();
        if (owner != null && !Objects.equals(owner, was.assignedUserId()) && !users.exists(caller, owner)) {
            refuse(errors, "assigned_user_id", Refusal.of("in"));
        }
        checkUsers(caller, "round_robin_user_ids", was.roundRobinUserIds(), settings.roundRobinUserIds(), errors);
        checkUsers(caller, "notify_user_ids", was.notifyUserIds(), settings.notifyUserIds(), errors);
        if (settings.isDoubleOptIn() && Form.email(after.fields()) == null) {
            refuse(errors, "double_opt_in", Refusal.of("form.no_email"));
        }
        if (settings.storesPartial() && Consents.first(after.fields()).isEmpty()) {
            refuse(errors, "store_partial", Refusal.of("form.no_consent"));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors).exception();
        }
    }

    private void checkPlace(Caller caller, FormSettings was, FormSettings settings, Map<String, List<Refusal>> errors) {
        var pipeline = settings.pipelineId();
        var stage = settings.pipelineStageId();
        if (Objects.equals(pipeline, was.pipelineId()) && Objects.equals(stage, was.pipelineStageId())) {
            return;
        }
        if (pipeline != null && !pipelines.exists(caller, pipeline)) {
            refuse(errors, "pipeline_id", Refusal.of("in"));
        }
        var isThere = stage == null
                || pipelines
                        .stage(caller, stage)
                        .filter(found -> pipeline == null || found.pipelineId() == pipeline)
                        .isPresent();
        if (!isThere) {
            refuse(errors, "pipeline_stage_id", Refusal.of("in"));
        }
    }

    private void checkUsers(
            Caller caller, String name, List<Long> were, List<Long> ids, Map<String, List<Refusal>> errors) {
        for (var i = 0; i < ids.size(); i++) {
            if (!were.contains(ids.get(i)) && !users.exists(caller, ids.get(i))) {
                refuse(errors, name + "." + i, Refusal.of("in"));
            }
        }
    }

    private static void refuse(Map<String, List<Refusal>> errors, String name, Refusal refusal) {
        errors.put("settings." + name, List.of(refusal));
    }
}
