package leadhub.integrations.messengers;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.RetryOnConflict;
import leadhub.conversations.ApprovedTemplate;
import leadhub.conversations.DeliveryFailure;
import leadhub.conversations.MessageDeliveries;
import leadhub.conversations.MessageDelivery;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationRefusals;
import leadhub.integrations.IntegrationTypes;
import leadhub.integrations.Integrations;
import leadhub.integrations.messengers.MessengerCarrier.Wanted;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.jobs.Jobs;
import leadhub.jobs.Postponed;
import leadhub.sms.PhoneSuppressions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Sends what a conversation has queued, one message after the other, at least once: of a message whose answer is lost nobody knows
 * whether it arrived, and no provider knows one again. What may go well later is tried for a day.
 */
@Component
class MessengerSending {
    /** Of one turn; then others have theirs. */
    private static final int MOST = 50;

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1));

    private final MessageDeliveries deliveries;
    private final Provider provider;
    private final Templates templates;
    private final Clock clock;

    /** Who is asked to send it. */
    @Component
    record Provider(
            Integrations integrations, IntegrationTypes types, IntegrationRefusals refusals, ProviderHttp http) {}

    /** What may be sent to whom at any time. */
    @Component
    record Templates(MessengerTemplates known, PhoneSuppressions suppressions) {}

    MessengerSending(MessageDeliveries deliveries, Provider provider, Templates templates, Clock clock) {
        this.deliveries = deliveries;
        this.provider = provider;
        this.templates = templates;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class SendingJobs {
        @Bean
        Task<Wanted> messageToPerson(MessengerSending sending) {
            return Jobs.once(
                    MessengerCarrier.JOB,
                    Wanted.class,
                    sending::send,
                    (wanted, failure) -> sending.deliveries.giveUp(wanted.workspaceId(), wanted.conversationId()));
        }
    }

    /** The job is over when nothing waits: until then somebody comes back, whoever is killed. */
    void send(Wanted wanted) {
        for (var i = 0; i < MOST; i++) {
            var next = next(wanted);
            if (next.isEmpty()) {
                return;
            }
            var delivery = next.get().delivery();
            if (delivery == null) {
                throw new Postponed("A message isn't due yet.", next.get().until());
            }
            attempt(wanted, delivery);
        }
        throw new Postponed("There is more to send.", Times.now(clock));
    }

    private Optional<MessageDeliveries.Next> next(Wanted wanted) {
        return RetryOnConflict.run(() -> deliveries.next(wanted.workspaceId(), wanted.conversationId()));
    }

    private void attempt(Wanted wanted, MessageDelivery delivery) {
        var integration = provider.integrations()
                .find(wanted.workspaceId(), delivery.integrationId())
                .orElse(null);
        if (integration == null || !(type(integration) instanceof Messenger messenger)) {
            fail(wanted, delivery, DeliveryFailure.DISCONNECTED);
            return;
        }
        if (integration.terms().isPaused() || integration.isTokenDead()) {
            var why = integration.terms().isPaused() ? DeliveryFailure.PAUSED : DeliveryFailure.TOKEN;
            postpone(wanted, delivery, why, null);
            return;
        }
        var message = deliveries.text(wanted.workspaceId(), wanted.conversationId(), delivery.number());
        if (message.isEmpty()) {
            fail(wanted, delivery, DeliveryFailure.REFUSED);
            return;
        }
        var text = message.get();
        if (text.isUnwanted() || delivery.template() != null && isSuppressed(wanted, text.contactId())) {
            fail(wanted, delivery, DeliveryFailure.STOPPED);
            return;
        }
        send(
                wanted,
                delivery,
                integration,
                messenger,
                new Outgoing(text.contactId(), text.content(), delivery.template(), names(wanted, delivery)));
    }

    /** Whoever wants nothing at a number gets nothing there that they haven't asked for. */
    private boolean isSuppressed(Wanted wanted, String contactId) {
        var phone = SenderFacts.phone(contactId);
        return phone != null && templates.suppressions().isSuppressed(wanted.workspaceId(), phone);
    }

    private List<String> names(Wanted wanted, MessageDelivery delivery) {
        var template = delivery.template();
        return template == null
                ? List.of()
                : templates
                        .known()
                        .find(wanted.workspaceId(), delivery.integrationId(), template)
                        .filter(ApprovedTemplate::hasNames)
                        .map(ApprovedTemplate::parameters)
                        .orElse(List.of());
    }

    private @Nullable Object type(Integration integration) {
        return provider.types().find(integration.terms().type()).orElse(null);
    }

    private void send(
            Wanted wanted, MessageDelivery delivery, Integration integration, Messenger messenger, Outgoing message) {
        try {
            var sent = messenger.send(integration.terms().config(), message, provider.http());
            RetryOnConflict.run(() -> {
                deliveries.sent(
                        wanted.workspaceId(), wanted.conversationId(), delivery.number(), sent.id(), sent.contactId());
                return true;
            });
        } catch (NotDelivered e) {
            fail(wanted, delivery, e.failure());
        } catch (ProviderFailure e) {
            failed(wanted, delivery, integration, e);
        }
    }

    /** A token that is refused is nothing that the message can help: it waits for another one. */
    private void failed(Wanted wanted, MessageDelivery delivery, Integration integration, ProviderFailure failure) {
        switch (failure.kind()) {
            case TOKEN -> {
                provider.refusals().tokenRefused(wanted.workspaceId(), integration);
                postpone(wanted, delivery, DeliveryFailure.TOKEN, null);
            }
            case LATER -> postpone(wanted, delivery, DeliveryFailure.BUSY, failure.pause());
            case MISSING, REFUSED -> fail(wanted, delivery, DeliveryFailure.REFUSED);
        }
    }

    private void fail(Wanted wanted, MessageDelivery delivery, DeliveryFailure failure) {
        RetryOnConflict.run(() -> {
            deliveries.failed(wanted.workspaceId(), wanted.conversationId(), delivery.number(), failure);
            return true;
        });
    }

    /** @param asked for how long the provider wants to be left alone; null where it doesn't say */
    private void postpone(Wanted wanted, MessageDelivery delivery, DeliveryFailure failure, @Nullable Duration asked) {
        var usual = PAUSES.get(Math.min(delivery.attempts(), PAUSES.size()) - 1);
        var until = Times.now(clock).plus(Objects.requireNonNullElse(asked, usual));
        RetryOnConflict.run(() -> {
            deliveries.postpone(wanted.workspaceId(), wanted.conversationId(), delivery, failure, until);
            return true;
        });
    }
}
