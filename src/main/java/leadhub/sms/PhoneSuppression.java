package leadhub.sms;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A number that gets no SMS from a workspace.
 *
 * @param phone in its international form
 */
public record PhoneSuppression(long id, String phone, Reason reason, Instant createdAt) {
    /** Why. */
    public enum Reason {
        /** Its owner said so. */
        STOPPED,
        /** Somebody in the workspace said so. */
        MANUAL;

        /** Its name in the database and in the keys of messages. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Reason> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(reason -> reason.word().equals(word))
                    .findFirst();
        }
    }
}
