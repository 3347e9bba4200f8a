package leadhub.imports.rows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Unicode;
import leadhub.imports.files.LeadTerms;
import leadhub.pipelines.AllPipelines;
import leadhub.pipelines.Pipeline;
import leadhub.pipelines.Stage;
import leadhub.users.User;

/** Whom and which stage a row means: by id, e-mail or name. Remembers what was asked, for a reader of one file. */
final class ImportPlaces implements LeadTerms.Places {
    private final List<User> users;
    private final AllPipelines pipelines;
    private final Map<String, Optional<Long>> knownUsers = new HashMap<>();
    private final Map<String, Optional<Long>> knownPipelines = new HashMap<>();
    private final Map<Stages, Optional<Long>> knownStages = new HashMap<>();

    ImportPlaces(List<User> users, AllPipelines pipelines) {
        this.users = users;
        this.pipelines = pipelines;
    }

    private record Stages(long pipelineId, String word) {}

    static ImportPlaces of(Caller caller, ImportTools tools) {
        return new ImportPlaces(tools.users().all(caller), tools.pipelines().all(caller));
    }

    @Override
    public Optional<Long> user(String word) {
        return knownUsers.computeIfAbsent(word, this::findUser);
    }

    private Optional<Long> findUser(String word) {
        return users.stream()
                .filter(user -> isSame(user.email(), word))
                .findFirst()
                .or(() -> only(
                        users.stream().filter(user -> isSame(user.name(), word)).toList()))
                .or(() -> users.stream()
                        .filter(user -> Long.toString(user.id()).equals(word))
                        .findFirst())
                .map(User::id);
    }

    /** Two of a name are nobody in particular. */
    private static Optional<User> only(List<User> found) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    @Override
    public Optional<Long> pipeline(String word) {
        return knownPipelines.computeIfAbsent(
                word,
                name -> pipelines.pipelines().stream()
                        .filter(pipeline -> isSame(pipeline.name(), name)
                                || Long.toString(pipeline.id()).equals(name))
                        .findFirst()
                        .map(Pipeline::id));
    }

    @Override
    public Optional<Long> stage(long pipelineId, String word) {
        return knownStages.computeIfAbsent(new Stages(pipelineId, word), this::findStage);
    }

    /** Of several stages of that name the one in the default pipeline. */
    private Optional<Long> findStage(Stages asked) {
        var pipelineId = asked.pipelineId() == 0 ? pipelines.usual().id() : asked.pipelineId();
        var found = in(pipelineId, asked.word());
        if (found.isPresent() || asked.pipelineId() != 0) {
            return found;
        }
        return pipelines.pipelines().stream()
                .flatMap(pipeline -> in(pipeline.id(), asked.word()).stream())
                .findFirst();
    }

    private Optional<Long> in(long pipelineId, String word) {
        return pipelines.stagesOf(pipelineId).stream()
                .filter(stage ->
                        isSame(stage.name(), word) || Long.toString(stage.id()).equals(word))
                .findFirst()
                .map(Stage::id);
    }

    private static boolean isSame(String name, String word) {
        return Unicode.key(name).equals(Unicode.key(word));
    }
}
