package leadhub.samples;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.pipelines.Pipelines;
import leadhub.tags.Tags;
import leadhub.users.NewUser;
import leadhub.users.User;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** What made-up leads find in a workspace: stages, tags and people, which are made where there are too few. */
@Component
class SeededWorkspace {
    private static final int ENOUGH_USERS = 3;

    private final Pipelines pipelines;
    private final Tags tags;
    private final Users users;

    SeededWorkspace(Pipelines pipelines, Tags tags, Users users) {
        this.pipelines = pipelines;
        this.tags = tags;
        this.users = users;
    }

    /** Within a transaction: leads that fit in. */
    ImaginedLeads imagine(Caller caller, Instant now) {
        var pipeline = pipelines.entry(caller, null).orElseThrow().pipelineId();
        var stages = pipelines.stagesOf(caller, List.of(pipeline)).getOrDefault(pipeline, List.of());
        return new ImaginedLeads(
                stages, tags.ensure(caller, ImaginedLeads.TAGS), colleagues(caller), caller.defaultCountry(), now);
    }

    private List<Long> colleagues(Caller caller) {
        var known = users.list(caller, new Slice(0, 20)).items();
        if (known.size() < ENOUGH_USERS) {
            for (var person : Map.of("Maya Okafor", "maya", "Jonas Lindqvist", "jonas", "Lucía Romero", "lucia")
                    .entrySet()) {
                var email = person.getValue() + ".seed@example.com";
                if (users.find(caller, email).isEmpty()) {
                    users.create(caller, new NewUser(person.getKey(), email, Role.AGENT, null, null));
                }
            }
        }
        return users.list(caller, new Slice(0, 20)).items().stream()
                .map(User::id)
                .toList();
    }
}
