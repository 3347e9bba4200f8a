package leadhub.conversations;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of a message that is sent by a messenger, in the order in which it may. A word that is stored is never renamed. */
public enum DeliveryStatus {
    QUEUED,
    /** The provider has taken it. */
    SENT,
    DELIVERED,
    READ,
    FAILED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DeliveryStatus> ofWord(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }

    /** Those that it may come after: providers tell what happened in no order. */
    String[] before() {
        return Arrays.stream(values())
                .filter(status -> this == FAILED ? status.ordinal() <= SENT.ordinal() : status.ordinal() < ordinal())
                .map(DeliveryStatus::word)
                .toArray(String[]::new);
    }
}
