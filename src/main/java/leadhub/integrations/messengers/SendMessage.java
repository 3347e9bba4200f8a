package leadhub.integrations.messengers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.actions.OutsideActionKind;
import leadhub.actions.OutsideEffect;
import leadhub.base.Caller;
import leadhub.base.Effect;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.conversations.ContactConversations;
import leadhub.conversations.NewReply;
import leadhub.conversations.OpenedConversations;
import leadhub.conversations.Said;
import leadhub.integrations.ConnectedIntegrations;
import leadhub.leads.Leads;
import org.springframework.stereotype.Component;

/**
 * Sends a message in the conversation that a lead was in last by a messenger, or by a certain one; a template begins one where there
 * is none. It is queued once, and sent from there like a reply; whoever is to answer the lead still is.
 */
@Component
final class SendMessage implements OutsideActionKind {
    static final String INTEGRATION = "integration_id";

    private final ConnectedIntegrations connected;
    private final MessageTargets targets;
    private final Talking conversations;
    private final StepTexts texts;
    private final Leads leads;

    /** Conversations that go on, and that begin. */
    @Component
    record Talking(ContactConversations going, OpenedConversations opened) {}

    SendMessage(
            ConnectedIntegrations connected,
            MessageTargets targets,
            Talking conversations,
            StepTexts texts,
            Leads leads) {
        this.connected = connected;
        this.targets = targets;
        this.conversations = conversations;
        this.texts = texts;
        this.leads = leads;
    }

    @Override
    public String key() {
        return "send_message";
    }

    @Override
    public Effect effect() {
        return Effect.MAILS;
    }

    /** Nobody outside is called by it: what is tried again is the queueing. */
    @Override
    public List<Duration> pauses() {
        return List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5));
    }

    @Override
    public List<ActionField> fields() {
        return List.of(
                ActionField.optional(INTEGRATION, ActionField.Type.MESSENGER),
                ActionField.optional(StepTexts.MESSAGE, ActionField.Type.TEXT),
                ActionField.optional(StepTexts.TEMPLATE, ActionField.Type.TEXT),
                ActionField.optional(StepTexts.LANGUAGE, ActionField.Type.TEXT),
                ActionField.optional(StepTexts.PARAMETERS, ActionField.Type.TEXTS));
    }

    @Override
    public Action check(ActionRequest request) {
        var config = texts.check(request);
        if (!request.has(INTEGRATION)) {
            return new Action(key(), config, null);
        }
        var messenger = connected
                .find(request.caller().workspaceId(), request.number(INTEGRATION), Messenger.class)
                .orElseThrow(() -> request.refused(INTEGRATION, Refusal.of("in")));
        if (config.has(StepTexts.TEMPLATE) && !messenger.type().hasTemplates()) {
            throw request.refused(StepTexts.TEMPLATE, Refusal.of("messenger.no_templates"));
        }
        var integration = messenger.integration();
        return new Action(
                key(),
                config.with(INTEGRATION, integration.id()),
                integration.terms().name());
    }

    @Override
    public OutsideEffect perform(Caller caller, long leadId, ActionConfig config, String id) {
        var lead = leads.get(caller, leadId);
        var target = targets.find(caller, lead, config);
        if (target instanceof MessageTargets.Target.None(var why)) {
            return why;
        }
        var reply = texts.reply(caller, lead, config, id);
        if (isEmpty(reply)) {
            return new OutsideEffect.Failed("empty", true, null);
        }
        try {
            return done(
                    switch (target) {
                        case MessageTargets.Target.Going(var conversation) ->
                            conversations.going().tell(caller, conversation.publicId(), reply);
                        case MessageTargets.Target.First(var integrationId) ->
                            conversations.opened().tell(caller, leadId, integrationId, reply);
                        case MessageTargets.Target.None none -> throw new IllegalStateException();
                    });
        } catch (ProblemException e) {
            return failed(e.problem());
        }
    }

    /** A template with nothing in one of its places is none that its provider takes. */
    private static boolean isEmpty(NewReply reply) {
        var template = reply.template();
        return template == null
                ? reply.content().isBlank()
                : template.parameters().stream().anyMatch(String::isBlank);
    }

    private static OutsideEffect done(Said said) {
        return new OutsideEffect.Done(Map.of(
                "conversation_id",
                said.conversation().publicId(),
                "message_id",
                said.message().publicId()));
    }

    @Override
    public Optional<OutsideEffect> foreseen(Caller caller, long leadId, ActionConfig config) {
        return targets.find(caller, leads.get(caller, leadId), config) instanceof MessageTargets.Target.None(var why)
                ? Optional.of(why)
                : Optional.empty();
    }

    /** Whatever else is refused may be otherwise in a moment. */
    private static OutsideEffect failed(Problem problem) {
        return switch (problem) {
            case Problem.Conflict(var why)
            when why.key().equals("messenger.window") -> new OutsideEffect.Failed("window", true, null);
            case Problem.Conflict(var why)
            when why.key().equals("messenger.stopped") || why.key().equals("messenger.suppressed") ->
                new OutsideEffect.Skipped("suppressed");
            case Problem.Conflict(var why)
            when why.key().equals("messenger.disconnected") -> new OutsideEffect.Failed("channel_deleted", true, null);
            case Problem.Invalid(var errors)
            when errors.containsKey("template.parameters") -> new OutsideEffect.Failed("template", true, null);
            case Problem.Invalid invalid -> new OutsideEffect.Failed("too_long", true, null);
            case Problem.NotFound gone -> new OutsideEffect.Skipped("no_conversation");
            default -> new OutsideEffect.Failed("busy", false, null);
        };
    }
}
