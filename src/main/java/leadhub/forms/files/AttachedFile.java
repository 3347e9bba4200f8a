package leadhub.forms.files;

import java.time.Instant;

/**
 * A file and where it was attached.
 *
 * @param key of the field
 * @param name as its sender calls it
 */
public record AttachedFile(long formId, long submissionId, String key, String name, Instant createdAt) {
    /** Where people download it. */
    public String path() {
        return "/forms/" + formId + "/submissions/" + submissionId + "/files/" + key;
    }
}
