package leadhub.web.intake;

import java.time.Duration;

/**
 * What a multipart body may hold.
 *
 * @param fileBytes of one file
 * @param files in number
 * @param bytes of the whole body
 * @param fieldBytes of all fields that are no files, with their names; they are held in memory. A bracket in a name counts 100
 */
public record UploadLimits(long fileBytes, int files, long bytes, int fieldBytes) {
    /** However slowly a phone sends, its files are there in this time. */
    static final Duration DEADLINE = Duration.ofMinutes(2);
    /** A large body may take longer, as long as this much of it arrives in a second, bytes. */
    static final long SLOWEST = 64 * 1024;

    private static final long LARGE = 64L << 20;

    /** Whether it may be more than what a form sends. */
    boolean isLarge() {
        return bytes > LARGE;
    }

    /** How long it may have taken until now. @param received bytes */
    Duration deadline(long received) {
        return isLarge() ? DEADLINE.plusSeconds(received / SLOWEST) : DEADLINE;
    }
}
