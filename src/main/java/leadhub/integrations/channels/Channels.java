package leadhub.integrations.channels;

import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Slice;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationTypes;
import leadhub.integrations.Integrations;
import org.springframework.stereotype.Component;

/** The channels that a workspace has connected. */
@Component
public class Channels {
    private final Integrations integrations;
    private final IntegrationTypes types;

    Channels(Integrations integrations, IntegrationTypes types) {
        this.integrations = integrations;
        this.types = types;
    }

    /** One of them, and how its program is spoken to. */
    record Channel(Integration integration, ChannelType type) {}

    /** All of them, by id. */
    public List<Integration> all(Caller caller) {
        return integrations.list(caller, new Slice(0, Integration.MOST)).items().stream()
                .filter(one -> types.get(one.terms().type()) instanceof ChannelType)
                .toList();
    }

    /** Empty where there is none, or it is something else. */
    Optional<Channel> find(Caller caller, long id) {
        return integrations
                .find(caller.workspaceId(), id)
                .flatMap(one -> types.get(one.terms().type()) instanceof ChannelType type
                        ? Optional.of(new Channel(one, type))
                        : Optional.empty());
    }
}
