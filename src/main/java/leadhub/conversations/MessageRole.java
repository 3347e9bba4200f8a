package leadhub.conversations;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Who wrote a message. A word that is stored is never renamed. */
public enum MessageRole {
    /** The visitor. */
    USER,
    /** The bot. */
    ASSISTANT,
    /** Somebody of the team. */
    AGENT,
    /** The program: what happened to the conversation. */
    SYSTEM;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MessageRole of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No role is called " + word));
    }
}
