package leadhub.conversations.files;

import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody sent by a messenger or with an SMS.
 *
 * @param ownerId the conversation, or the SMS, that it came with
 * @param number of the message in its conversation, or of the file among those of the SMS
 * @param fileId where it lies; null where it isn't there
 * @param failure why it isn't there, or not yet; null for nothing
 * @param isKnown whether it is known by what its provider hands it over
 */
public record MessageFile(
        long ownerId,
        long number,
        Status status,
        String name,
        @Nullable String type,
        @Nullable Long size,
        @Nullable String fileId,
        @Nullable FileFailure failure,
        boolean isKnown,
        Instant createdAt) {
    /** How far it has come. */
    public enum Status {
        /** It is to be fetched. */
        WAITING,
        KEPT,
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String word) {
            return Stream.of(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    public boolean isKept() {
        return status == Status.KEPT;
    }

    public boolean isFailed() {
        return status == Status.FAILED;
    }

    /** Whether it can be fetched once more. */
    public boolean mayBeFetched() {
        return isFailed() && isKnown;
    }
}
