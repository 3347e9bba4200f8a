package leadhub.integrations.messengers;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.conversations.ApprovedTemplate;
import leadhub.conversations.Channel;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.AskedType;
import leadhub.integrations.CheckedType;
import leadhub.integrations.HookType;
import leadhub.integrations.HookWork;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.mapping.MappingEntry;
import leadhub.integrations.provider.ProviderHttp;
import org.springframework.beans.factory.ObjectProvider;
import tools.jackson.databind.JsonNode;

/**
 * A messenger: what people write by it are messages of conversations, and what the team answers is sent by it. Its payload has a
 * {@code sender} with what is known of whoever wrote: {@code first_name}, {@code last_name}, {@code phone}, {@code email}.
 */
public abstract class Messenger implements CheckedType, HookType, HookWork, FileProvider {
    private final About about;
    // Asked for late, for it asks which types there are.
    private final ObjectProvider<MessengerIntake> intake;

    protected Messenger(About about, ObjectProvider<MessengerIntake> intake) {
        this.about = about;
        this.intake = intake;
    }

    @Override
    public final About about() {
        return about;
    }

    @Override
    public Direction direction() {
        return Direction.BOTH;
    }

    @Override
    public List<MappingEntry> usualMapping() {
        return List.of(
                MappingEntry.of("$.sender.first_name", "first_name"),
                MappingEntry.of("$.sender.last_name", "last_name"),
                MappingEntry.of("$.sender.phone", "phone"),
                MappingEntry.of("$.sender.email", "email"));
    }

    /** The channel of its conversations. */
    public abstract Channel channel();

    /** The most characters of a text. */
    public abstract int mostCharacters();

    /** For how long after somebody wrote they can be sent a text; empty for ever. */
    public Optional<Duration> window() {
        return Optional.empty();
    }

    /** Whether it sends templates that its provider has approved. */
    public boolean hasTemplates() {
        return false;
    }

    /** The templates that its provider has approved, and that text alone fills; in no transaction. */
    public List<ApprovedTemplate> templates(IntegrationConfig config, ProviderHttp http) {
        return List.of();
    }

    /** For whom something is, where several integrations share a URL; empty for whoever got it. */
    public List<AskedType.Owner> owners(JsonNode payload) {
        return List.of();
    }

    /** What it is that came. */
    public abstract Incoming read(JsonNode payload, IntegrationConfig config);

    /**
     * Sends a message; in no transaction. What goes wrong is a {@link NotDelivered}, or a
     * {@link leadhub.integrations.provider.ProviderFailure}.
     */
    public abstract Sent send(IntegrationConfig config, Outgoing message, ProviderHttp http);

    @Override
    public final String type() {
        return about.key();
    }

    @Override
    public final IntakeOutcome take(Caller caller, ReceivedIntake received, Integration integration) {
        return intake.getObject().take(caller, received, integration, this);
    }
}
