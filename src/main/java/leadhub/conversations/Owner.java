package leadhub.conversations;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who answers in a conversation.
 *
 * @param userId of the agent; null where a program answers for the team, and for others
 * @param version grows with each other owner and status: a step is taken only under the version that it saw
 */
public record Owner(Kind kind, @Nullable Long userId, long version) {

    /** A word that is stored is never renamed. */
    public enum Kind {
        BOT,
        /** Nobody yet: whoever of the team takes it first. */
        QUEUE,
        AGENT;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }
    }

    public boolean isBot() {
        return kind == Kind.BOT;
    }

    public boolean isQueue() {
        return kind == Kind.QUEUE;
    }

    public boolean isProgram() {
        return kind == Kind.AGENT && userId == null;
    }

    public boolean isUser(long id) {
        return kind == Kind.AGENT && userId != null && userId == id;
    }
}
