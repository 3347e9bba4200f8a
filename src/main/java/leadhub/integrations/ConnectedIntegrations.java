package leadhub.integrations;

import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import org.springframework.stereotype.Component;

/** The integrations of a workspace by what can be done with them: those of types that are of one Java class. */
@Component
public class ConnectedIntegrations {
    private final Integrations integrations;
    private final IntegrationTypes types;

    ConnectedIntegrations(Integrations integrations, IntegrationTypes types) {
        this.integrations = integrations;
        this.types = types;
    }

    /** One of them, and how its provider is spoken to. */
    public record Connected<T>(Integration integration, T type) {}

    /** All of them, by id. */
    public List<Integrations.Named> all(Caller caller, Class<?> kind) {
        var keys = types.all().stream()
                .filter(kind::isInstance)
                .map(type -> type.about().key())
                .toArray(String[]::new);
        return integrations.named(caller, keys);
    }

    /** Empty where there is none, or it is something else. */
    public <T> Optional<Connected<T>> find(long workspaceId, long id, Class<T> kind) {
        return integrations
                .find(workspaceId, id)
                .flatMap(one -> types.find(one.terms().type())
                        .filter(kind::isInstance)
                        .map(type -> new Connected<>(one, kind.cast(type))));
    }
}
