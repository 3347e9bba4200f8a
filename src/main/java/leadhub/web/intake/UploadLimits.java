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
}
