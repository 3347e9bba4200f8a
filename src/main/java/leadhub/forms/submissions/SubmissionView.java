package leadhub.forms.submissions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A submission as the API spells it. */
record SubmissionView(
        long id,
        long formId,
        int formVersion,
        @Nullable Long leadId,
        boolean isDuplicate,
        String status,
        JsonNode values,
        JsonNode attribution,
        Instant createdAt) {

    static SubmissionView of(Submission submission) {
        return new SubmissionView(
                submission.id(),
                submission.formId(),
                submission.formVersion(),
                submission.leadId(),
                submission.isDuplicate(),
                submission.status().word(),
                submission.values(),
                submission.attribution(),
                submission.createdAt());
    }
}
