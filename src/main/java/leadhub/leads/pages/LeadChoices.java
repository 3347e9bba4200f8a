package leadhub.leads.pages;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.fields.CustomField;
import leadhub.fields.Fields;
import leadhub.panel.Page;
import leadhub.pipelines.AllPipelines;
import leadhub.pipelines.LossRules;
import leadhub.pipelines.LostReason;
import leadhub.pipelines.LostReasons;
import leadhub.pipelines.Pipeline;
import leadhub.pipelines.Pipelines;
import leadhub.pipelines.Stage;
import leadhub.tags.Tag;
import leadhub.tags.Tags;
import leadhub.users.RemovedUser;
import leadhub.users.User;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a lead can be given in the panel: the workspace's stages, people and tags by name, and its custom fields.
 *
 * @param removed who may stand on leads, and can't be given any
 */
public record LeadChoices(
        AllPipelines places,
        List<User> users,
        List<RemovedUser> removed,
        List<Tag> tags,
        List<CustomField> fields,
        LossRules losses) {

    /** Has them remembered: no statement is needed. */
    @Component
    public static class Reader {
        private final Pipelines pipelines;
        private final Users users;
        private final Tags tags;
        private final Fields fields;
        private final LostReasons reasons;

        Reader(Pipelines pipelines, Users users, Tags tags, Fields fields, LostReasons reasons) {
            this.reasons = reasons;
            this.pipelines = pipelines;
            this.users = users;
            this.tags = tags;
            this.fields = fields;
        }

        public LeadChoices read(Caller caller) {
            return new LeadChoices(
                    pipelines.all(caller),
                    users.all(caller),
                    users.removed(caller),
                    tags.all(caller),
                    fields.all(caller),
                    reasons.rules(caller));
        }
    }

    /** The reasons to choose from for which a lead is lost, and the one that it has. */
    public List<String> lostReasons(@Nullable String current) {
        var offered = losses.offered().stream().map(LostReason::name).toList();
        return current == null || offered.contains(current)
                ? offered
                : Stream.concat(Stream.of(current), offered.stream()).toList();
    }

    public List<Pipeline> pipelines() {
        return places.pipelines();
    }

    /** The stages of a pipeline in their order. */
    public List<Stage> stagesOf(long pipelineId) {
        return places.stagesOf(pipelineId);
    }

    public Optional<Stage> stage(long id) {
        return places.stage(id);
    }

    /** The name of a user; of one who was removed it says so; empty for nobody. */
    public String userName(Page page, @Nullable Long id) {
        return users.stream()
                .filter(user -> id != null && user.id() == id)
                .map(User::name)
                .findFirst()
                .or(() -> removed.stream()
                        .filter(user -> id != null && user.id() == id)
                        .map(user -> page.say("user.removed", user.name()))
                        .findFirst())
                .orElse("");
    }

    /** The name of a pipeline; empty for one that went. */
    public String pipelineName(long id) {
        return places.pipeline(id).map(Pipeline::name).orElse("");
    }

    /** The colour of a tag. */
    public String tagColor(long id) {
        return tags.stream()
                .filter(tag -> tag.id() == id)
                .map(Tag::color)
                .findFirst()
                .orElse(Tag.USUAL_COLOR);
    }

    /** The label of a custom field; of one that nobody defined, its key. */
    String fieldName(String key) {
        return fields.stream()
                .filter(field -> field.key().equals(key))
                .map(CustomField::label)
                .findFirst()
                .orElse(key);
    }

    public Pipeline usualPipeline() {
        return places.usual();
    }
}
