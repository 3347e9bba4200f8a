package leadhub.automations.hooks;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.automations.triggers.HookedTrigger;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.events.LeadEvent;
import leadhub.events.LeadEventKind;
import leadhub.integrations.mapping.Mapping;
import leadhub.integrations.webhook.MappedWebhook;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A program outside posts to the automation's URL; the mapping says which lead that is about. */
@Component
final class WebhookReceived implements HookedTrigger {
    static final String TYPE = "webhook_received";
    private static final String MAPPING = "mapping";

    private final Hooks hooks;

    WebhookReceived(Hooks hooks) {
        this.hooks = hooks;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<ActionField> fields() {
        return List.of(ActionField.optional(MAPPING, ActionField.Type.MAPPING));
    }

    @Override
    public ObjectNode check(ActionRequest request) {
        var sent = request.read(input -> Mapping.read(input, MAPPING));
        var mapping = sent == null ? new Mapping(MappedWebhook.USUAL_MAPPING) : sent;
        var config = Json.MAPPER.createObjectNode();
        config.set(MAPPING, Json.MAPPER.readTree(mapping.json()));
        return config;
    }

    static Mapping mapping(ObjectNode config) {
        return Mapping.of(config.path(MAPPING).toString());
    }

    /** Whoever came in by such a URL bears the id of its automation. */
    @Override
    public boolean isBy(LeadEvent event) {
        return event.kind() == LeadEventKind.RECEIVED
                && event.actor().kind() == Actor.Kind.INBOUND
                && event.actor().id() != 0;
    }

    @Override
    public boolean cameTo(long automationId, LeadEvent event) {
        return isBy(event) && event.actor().id() == automationId;
    }

    /** Nothing in it tells one post from the next, and the event is written once. */
    @Override
    public String key(LeadEvent event) {
        return "hook:" + UUID.randomUUID();
    }

    @Override
    public void open(Caller caller, long automationId) {
        hooks.open(caller.workspaceId(), automationId);
    }

    @Override
    public void rotate(Caller caller, long automationId) {
        hooks.rotate(caller.workspaceId(), automationId);
    }

    @Override
    public void close(Caller caller, long automationId) {
        hooks.close(caller.workspaceId(), automationId);
    }

    @Override
    public Optional<String> path(Caller caller, long automationId) {
        return hooks.token(caller.workspaceId(), automationId).map(HookSite::path);
    }
}
