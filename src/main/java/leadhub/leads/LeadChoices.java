package leadhub.leads;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Slice;
import leadhub.fields.CustomField;
import leadhub.fields.Fields;
import leadhub.pipelines.Pipeline;
import leadhub.pipelines.Pipelines;
import leadhub.pipelines.Stage;
import leadhub.tags.Tag;
import leadhub.tags.Tags;
import leadhub.users.User;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a lead can be given in the panel: the workspace's stages, people and tags by name, and its custom fields. */
public record LeadChoices(
        List<Pipeline> pipelines,
        Map<Long, List<Stage>> stages,
        List<User> users,
        List<Tag> tags,
        List<CustomField> fields) {

    /** Asks for them. Lists are as long as a person can choose from. */
    @Component
    public static class Reader {
        private static final Slice MANY = new Slice(0, 200);

        private final Pipelines pipelines;
        private final Users users;
        private final Tags tags;
        private final Fields fields;

        Reader(Pipelines pipelines, Users users, Tags tags, Fields fields) {
            this.pipelines = pipelines;
            this.users = users;
            this.tags = tags;
            this.fields = fields;
        }

        public LeadChoices read(Caller caller) {
            var all = pipelines.list(caller, MANY).items();
            return new LeadChoices(
                    all,
                    pipelines.stagesOf(caller, all.stream().map(Pipeline::id).toList()),
                    users.list(caller, MANY).items(),
                    tags.list(caller, MANY).items(),
                    fields.all(caller));
        }
    }

    /** The stages of a pipeline in their order. */
    public List<Stage> stagesOf(long pipelineId) {
        return stages.getOrDefault(pipelineId, List.of());
    }

    public Optional<Stage> stage(long id) {
        return stages.values().stream()
                .flatMap(List::stream)
                .filter(stage -> stage.id() == id)
                .findFirst();
    }

    /** The name of a user; empty for nobody and for somebody who left. */
    public String userName(@Nullable Long id) {
        return users.stream()
                .filter(user -> id != null && user.id() == id)
                .map(User::name)
                .findFirst()
                .orElse("");
    }

    /** The name of a pipeline; empty for one that went. */
    public String pipelineName(long id) {
        return pipelines.stream()
                .filter(pipeline -> pipeline.id() == id)
                .map(Pipeline::name)
                .findFirst()
                .orElse("");
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
        return pipelines.stream().filter(Pipeline::isDefault).findFirst().orElse(pipelines.getFirst());
    }
}
