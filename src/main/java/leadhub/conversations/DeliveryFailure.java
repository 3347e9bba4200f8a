package leadhub.conversations;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Why a message wasn't sent, or not yet. A word that is stored is never renamed. */
public enum DeliveryFailure {
    /** The provider can't be reached, or wants a pause. */
    BUSY,
    /** It takes our access token no more. */
    TOKEN,
    PAUSED,
    /** Its integration was deleted. */
    DISCONNECTED,
    /** The person wrote too long ago for a text that isn't approved. */
    WINDOW,
    /** The person wants no messages of ours. */
    BLOCKED,
    /** The person has said that they want no messages. */
    STOPPED,
    /** The person can't get messages there. */
    UNREACHABLE,
    /** There is no such template, or other parameters belong to it. */
    TEMPLATE,
    REFUSED,
    /** It was tried for a day. */
    EXPIRED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeliveryFailure of(String word) {
        return Arrays.stream(values())
                .filter(failure -> failure.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No failure is called " + word));
    }
}
