package leadhub.pipelines;

import java.time.Instant;

/**
 * Why leads are lost, as people choose it from a list. A lead keeps the words, so it tells the same whatever becomes of the list.
 *
 * @param position from 1 without gaps
 * @param isArchived whether it isn't offered any more
 */
public record LostReason(long id, String name, int position, boolean isArchived, Instant createdAt, Instant updatedAt) {
    public static final int MOST = 100;
    public static final int MOST_CHARACTERS = 255;
}
