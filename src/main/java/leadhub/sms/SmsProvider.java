package leadhub.sms;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import leadhub.base.Caller;

/** Whoever takes SMS to phones: a type of integrations implements it. Its calls are in no transaction. */
public interface SmsProvider {
    /** A connection by which SMS go out. */
    record Sender(long integrationId, String name, boolean isPaused) {}

    /** What it has taken. @param segments as how many messages it goes */
    record Taken(String id, int segments) {}

    /** A workspace's connections, by id. */
    List<Sender> senders(Caller caller);

    /** Hands over an SMS. @throws SmsUnsent with the kind of failure */
    Taken send(long workspaceId, Sms sms);

    /**
     * What it has taken of an SMS whose answer got lost; empty if it has it not.
     *
     * @param isOthers whether an id is known already as that of another SMS
     * @throws SmsUnsent where that can't be told now
     */
    Optional<Taken> taken(long workspaceId, Sms sms, Predicate<String> isOthers);
}
