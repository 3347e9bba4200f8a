package leadhub.conversations;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a conversation stands. A word that is stored is never renamed. */
public enum ConversationStatus {
    /** A bot answers. */
    ACTIVE,
    /** A person does, or is to. */
    HANDOVER,
    COMPLETED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ConversationStatus> ofWord(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
