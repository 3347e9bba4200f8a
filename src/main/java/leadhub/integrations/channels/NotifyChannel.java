package leadhub.integrations.channels;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.actions.OutsideActionKind;
import leadhub.actions.OutsideEffect;
import leadhub.base.Caller;
import leadhub.base.Effect;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.base.settings.Settings;
import leadhub.emails.DraftRules;
import leadhub.emails.EmailContext;
import leadhub.emails.EmailRenderer;
import leadhub.integrations.ConnectedIntegrations;
import leadhub.integrations.ConnectedIntegrations.Connected;
import leadhub.integrations.IntegrationRefusals;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.leads.Leads;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Posts a message about a lead to a channel of a team. None of these programs knows a message again, so that one whose answer is lost
 * is posted twice.
 */
@Component
final class NotifyChannel implements OutsideActionKind {
    private static final String CHANNEL = "integration_id";
    private static final String MESSAGE = "message";

    private final ConnectedIntegrations connected;
    private final IntegrationRefusals refusals;
    private final ProviderHttp http;
    private final Text text;
    private final Clock clock;

    /** What is said, of whom, and where that one is shown. */
    @Component
    record Text(
            Leads leads, DraftRules rules, EmailContext.Reader contexts, EmailRenderer renderer, Settings settings) {}

    NotifyChannel(
            ConnectedIntegrations connected, IntegrationRefusals refusals, ProviderHttp http, Text text, Clock clock) {
        this.connected = connected;
        this.refusals = refusals;
        this.http = http;
        this.text = text;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "notify_channel";
    }

    @Override
    public Effect effect() {
        return Effect.MAILS;
    }

    @Override
    public List<ActionField> fields() {
        return List.of(
                ActionField.required(CHANNEL, ActionField.Type.CHANNEL),
                ActionField.required(MESSAGE, ActionField.Type.TEXT));
    }

    @Override
    public Action check(ActionRequest request) {
        var channel = find(request.caller(), request.number(CHANNEL))
                .orElseThrow(() -> request.refused(CHANNEL, Refusal.of("in")))
                .integration();
        var message = request.text(MESSAGE, ChannelMessage.MOST_TEXT);
        text.rules().refusal(request.caller(), message).ifPresent(refusal -> {
            throw request.refused(MESSAGE, refusal);
        });
        var config = ActionConfig.of(CHANNEL, channel.id()).with(MESSAGE, message);
        return new Action(key(), config, channel.terms().name());
    }

    @Override
    public OutsideEffect perform(Caller caller, long leadId, ActionConfig config, String id) {
        var channel = find(caller, config.number(CHANNEL)).orElse(null);
        var unable = unable(channel);
        if (channel == null || unable != null) {
            return Objects.requireNonNull(unable);
        }
        try {
            channel.type().post(channel.integration().terms().config(), message(caller, leadId, config), http);
            return new OutsideEffect.Done(
                    Map.of("channel", channel.integration().terms().name()));
        } catch (ProviderFailure e) {
            return failed(caller, channel, e);
        }
    }

    @Override
    public Optional<OutsideEffect> foreseen(Caller caller, long leadId, ActionConfig config) {
        return Optional.ofNullable(unable(find(caller, config.number(CHANNEL)).orElse(null)));
    }

    private Optional<Connected<ChannelType>> find(Caller caller, long id) {
        return connected.find(caller.workspaceId(), id, ChannelType.class);
    }

    /** Why nothing can be posted; null where it can be tried. */
    private static @Nullable OutsideEffect unable(@Nullable Connected<ChannelType> channel) {
        if (channel == null) {
            return new OutsideEffect.Failed("channel_deleted", true, null);
        }
        if (channel.integration().terms().isPaused()) {
            return new OutsideEffect.Skipped("channel_paused");
        }
        return channel.integration().isTokenDead() ? new OutsideEffect.Failed("channel_gone", true, null) : null;
    }

    private ChannelMessage message(Caller caller, long leadId, ActionConfig config) {
        var lead = text.leads().get(caller, leadId);
        var language = Objects.requireNonNullElse(caller.region().language(), "en");
        var said = text.renderer().text(config.text(MESSAGE), text.contexts().read(caller, lead), language);
        var origin = text.settings().baseUrl();
        return ChannelMessage.of(
                said, lead, origin == null ? null : origin + "/leads/" + leadId, Words.preferred(language));
    }

    /** A channel whose URL is dead is left alone until somebody saves another one; admins are told of it. */
    private OutsideEffect failed(Caller caller, Connected<ChannelType> channel, ProviderFailure failure) {
        return switch (failure.kind()) {
            case TOKEN -> {
                refusals.channelGone(caller.workspaceId(), channel.integration());
                yield new OutsideEffect.Failed("channel_gone", true, null);
            }
            case LATER -> {
                var pause = failure.pause();
                yield new OutsideEffect.Failed(
                        "channel_busy",
                        false,
                        pause == null ? null : Times.now(clock).plus(pause));
            }
            case MISSING, REFUSED -> new OutsideEffect.Failed("channel_refused", true, null);
        };
    }
}
