package leadhub.sms;

import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who can be sent an SMS, and by which connections. */
@Component
public class SmsReceivers {
    private final PhoneSuppressions suppressions;
    // Asked for late, for they are made of integrations, whose hooks bring SMS here.
    private final ObjectProvider<SmsProvider> providers;

    SmsReceivers(PhoneSuppressions suppressions, ObjectProvider<SmsProvider> providers) {
        this.suppressions = suppressions;
        this.providers = providers;
    }

    /** What speaks against an SMS to a lead; empty where nothing does. */
    public Optional<Refusal> refusal(Caller caller, Lead lead) {
        var phone = phone(lead);
        if (phone == null) {
            return Optional.of(Refusal.of("sms.no_phone"));
        }
        if (usualSender(caller).isEmpty()) {
            return Optional.of(Refusal.of("sms.no_sender"));
        }
        return suppressions
                .find(caller, phone)
                .map(one ->
                        Refusal.of("sms.suppressed").with("reason", one.reason().word()));
    }

    /** The number of a lead; null for none. Behind an extension no SMS is read. */
    public static @Nullable String phone(Lead lead) {
        var phone = lead.phoneE164();
        return phone == null || phone.contains(";") ? null : phone;
    }

    boolean isSuppressed(Caller caller, String phone) {
        return suppressions.find(caller, phone).isPresent();
    }

    /** The connections of a workspace. */
    public List<SmsProvider.Sender> senders(Caller caller) {
        return providers.stream()
                .flatMap(provider -> provider.senders(caller).stream())
                .toList();
    }

    /** The first that isn't paused. */
    Optional<SmsProvider.Sender> usualSender(Caller caller) {
        return senders(caller).stream().filter(one -> !one.isPaused()).findFirst();
    }

    /** Whoever takes SMS of a connection; throws where it is gone or paused. */
    SmsProvider provider(Caller caller, Sms sms) {
        for (var provider : providers) {
            var sender = provider.senders(caller).stream()
                    .filter(one -> one.integrationId() == sms.integrationId())
                    .findFirst();
            if (sender.isPresent()) {
                if (sender.get().isPaused()) {
                    throw new SmsUnsent(SmsFailure.PAUSED, SmsUnsent.Next.LATER, 0, null);
                }
                return provider;
            }
        }
        throw new SmsUnsent(SmsFailure.NO_SENDER, SmsUnsent.Next.NEVER, 0, null);
    }
}
