package leadhub.files;

import java.time.Instant;
import leadhub.base.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody attached to a lead.
 *
 * @param noteId the note that it came with; null for one on the lead itself
 * @param name as its sender calls it
 * @param type by its content and its name, such as {@code application/pdf}
 * @param size in bytes
 * @param author who attached it, with the name they had at the time
 */
public record LeadFile(
        long id,
        long leadId,
        @Nullable Long noteId,
        String name,
        String type,
        long size,
        Actor author,
        Instant createdAt) {
    /** Where people download it. */
    public String path() {
        return "/leads/" + leadId + "/files/" + id;
    }
}
