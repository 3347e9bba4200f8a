package leadhub.forms.submissions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What has become of a submission. */
public enum SubmissionStatus {
    /** There is a lead of it. */
    ACCEPTED,
    /** Whoever sent it has still to confirm their email. */
    PENDING,
    /** It is suspected of being spam, and kept apart. */
    SPAM;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SubmissionStatus> ofWord(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
