package leadhub.integrations.twilio;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import leadhub.base.Caller;
import leadhub.emails.suppression.UnsubscribeLinks;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationRefusals;
import leadhub.integrations.Integrations;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.sms.Sms;
import leadhub.sms.SmsFailure;
import leadhub.sms.SmsProvider;
import leadhub.sms.SmsUnsent;
import leadhub.sms.SmsUnsent.Next;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands SMS to Twilio. */
@Component
final class TwilioSms implements SmsProvider {
    private final Integrations integrations;
    private final IntegrationRefusals refusals;
    private final UnsubscribeLinks links;
    private final ProviderHttp http;

    TwilioSms(Integrations integrations, IntegrationRefusals refusals, UnsubscribeLinks links, ProviderHttp http) {
        this.integrations = integrations;
        this.refusals = refusals;
        this.links = links;
        this.http = http;
    }

    @Override
    public List<Sender> senders(Caller caller) {
        return integrations.named(caller, Twilio.KEY).stream()
                .map(one -> new Sender(one.id(), one.name(), one.isPaused()))
                .toList();
    }

    @Override
    public Taken send(long workspaceId, Sms sms) {
        var integration = integration(workspaceId, sms);
        var answer = asked(
                workspaceId,
                integration,
                () -> TwilioApi.send(integration.terms().config(), http, sms, callback(integration, sms)));
        if (!answer.isSuccess()) {
            throw unsent(workspaceId, integration, answer);
        }
        if (integration.refusal() != null) {
            refusals.over(workspaceId, integration.id());
        }
        return TwilioApi.taken(answer.json());
    }

    @Override
    public Optional<Taken> taken(long workspaceId, Sms sms, Predicate<String> isOthers) {
        var integration = integration(workspaceId, sms);
        return asked(
                workspaceId,
                integration,
                () -> TwilioApi.find(integration.terms().config(), http, sms, isOthers));
    }

    private Integration integration(long workspaceId, Sms sms) {
        return integrations
                .find(workspaceId, sms.integrationId())
                .orElseThrow(() -> new SmsUnsent(SmsFailure.NO_SENDER, Next.NEVER, 0, null));
    }

    /** Where nobody knows our address nothing is told. */
    private @Nullable String callback(Integration integration, Sms sms) {
        return links.origin()
                .map(integration::url)
                .map(url -> url + "?" + Twilio.OURS + "=" + sms.id())
                .orElse(null);
    }

    private <T> T asked(long workspaceId, Integration integration, java.util.function.Supplier<T> asking) {
        try {
            return asking.get();
        } catch (ProviderFailure e) {
            throw switch (e.kind()) {
                case TOKEN -> signIn(workspaceId, integration);
                // No answer, or none that says whether it was taken.
                case LATER -> new SmsUnsent(SmsFailure.UNAVAILABLE, Next.UNKNOWN, 0, e.pause());
                case MISSING, REFUSED -> new SmsUnsent(SmsFailure.REFUSED, Next.NEVER, 0, null);
            };
        }
    }

    /** Twilio's own number says why; one of its own troubles says nothing of whether it was taken. */
    private SmsUnsent unsent(long workspaceId, Integration integration, ProviderHttp.Answer answer) {
        var code = answer.json().path("code").asInt(0);
        if (answer.status() >= 500 || answer.status() == 408) {
            return new SmsUnsent(SmsFailure.UNAVAILABLE, Next.UNKNOWN, 0, answer.pause());
        }
        if (answer.status() == 429) {
            return new SmsUnsent(SmsFailure.BUSY, Next.LATER, code, answer.pause());
        }
        if (answer.status() == 401) {
            return signIn(workspaceId, integration);
        }
        var failure = TwilioErrors.of(code);
        var next = failure == SmsFailure.BUSY || failure == SmsFailure.ACCOUNT ? Next.LATER : Next.NEVER;
        return new SmsUnsent(failure, next, code, null);
    }

    /** Admins are told of a token that is refused; what waits is tried again when they have saved another one. */
    private SmsUnsent signIn(long workspaceId, Integration integration) {
        refusals.tokenRefused(workspaceId, integration);
        return new SmsUnsent(SmsFailure.SIGN_IN, Next.LATER, 0, null);
    }
}
