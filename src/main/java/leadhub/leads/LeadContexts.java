package leadhub.leads;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.leads.record.Lead;
import leadhub.pipelines.Pipeline;
import leadhub.pipelines.Pipelines;
import leadhub.pipelines.Stage;
import leadhub.users.RemovedUser;
import leadhub.users.User;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the ids that a lead has are called at this moment: its pipeline, its stage and its owner, who is an e-mail address to
 * other programs. All is remembered, so it costs no statement but in workspaces with more than 200 of a kind.
 */
@Component
public class LeadContexts {
    private final Pipelines pipelines;
    private final Users users;

    LeadContexts(Pipelines pipelines, Users users) {
        this.pipelines = pipelines;
        this.users = users;
    }

    /** For the leads of one event or of many of one moment: each name is asked for once. */
    public Names names(Caller caller) {
        return new Names(caller);
    }

    /** What things are called; null for what isn't there. */
    public final class Names {
        private final Caller caller;
        private final Map<Long, String> byPipeline = new HashMap<>();
        private final Map<Long, String> byStage = new HashMap<>();
        private final Map<Long, String> byUser = new HashMap<>();

        private Names(Caller caller) {
            this.caller = caller;
        }

        public @Nullable String pipeline(long id) {
            return known(byPipeline.computeIfAbsent(id, this::askForPipeline));
        }

        public @Nullable String stage(long id) {
            return known(byStage.computeIfAbsent(id, this::askForStage));
        }

        /** The owner's e-mail, also of somebody who was removed. */
        public @Nullable String owner(@Nullable Long userId) {
            return userId == null ? null : known(byUser.computeIfAbsent(userId, this::askForUser));
        }

        private String askForPipeline(long id) {
            return pipelines
                    .all(caller)
                    .pipeline(id)
                    .map(Pipeline::name)
                    .or(() -> pipelines.find(caller, id).map(Pipeline::name))
                    .orElse("");
        }

        private String askForStage(long id) {
            return pipelines
                    .all(caller)
                    .stage(id)
                    .or(() -> pipelines.stage(caller, id))
                    .map(Stage::name)
                    .orElse("");
        }

        private String askForUser(long id) {
            return users.all(caller).stream()
                    .filter(user -> user.id() == id)
                    .map(User::email)
                    .findFirst()
                    .or(() -> users.removed(caller).stream()
                            .filter(user -> user.id() == id)
                            .map(RemovedUser::email)
                            .findFirst())
                    .or(() -> users.find(caller, id).map(User::email))
                    .orElse("");
        }

        private static @Nullable String known(String name) {
            return name.isEmpty() ? null : name;
        }

        /** What goes with a lead in a public event and isn't among its columns. */
        public Map<String, @Nullable Object> of(Lead lead) {
            var context = new LinkedHashMap<String, @Nullable Object>();
            context.put("updated_at", Objects.toString(lead.updatedAt()));
            context.put("pipeline", pipeline(lead.pipelineId()));
            context.put("stage", stage(lead.stageId()));
            context.put("assigned_to", owner(lead.assignedUserId()));
            return context;
        }
    }
}
