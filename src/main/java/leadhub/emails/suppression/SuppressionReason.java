package leadhub.emails.suppression;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why an address gets no emails. */
public enum SuppressionReason {
    /** Its owner said so. */
    UNSUBSCRIBED,
    /** Somebody in the workspace said so. */
    MANUAL,
    /** The mail server of the address takes nothing for it. */
    BOUNCED,
    /** Its owner called one of the emails spam. */
    COMPLAINED;

    /** Its name in the database and in the keys of messages. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SuppressionReason> ofWord(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word().equals(word))
                .findFirst();
    }
}
