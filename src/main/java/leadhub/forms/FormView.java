package leadhub.forms;

import java.time.Instant;
import java.util.List;
import leadhub.api.Envelope;
import leadhub.forms.fields.FormField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A form as the API spells it. */
record FormView(
        long id,
        String name,
        @Nullable String description,
        String status,
        String publicId,
        String url,
        String embedCode,
        int version,
        List<? extends JsonNode> fields,
        JsonNode settings,
        long submissionsCount,
        long spamCount,
        @Nullable Instant lastSubmissionAt,
        Instant createdAt,
        Instant updatedAt)
        implements Envelope.Edited {

    /** @param origin under which the caller sees us */
    static FormView of(Form form, String origin) {
        return new FormView(
                form.id(),
                form.name(),
                form.terms().description(),
                form.terms().status().word(),
                form.publicId(),
                FormLinks.page(origin, form),
                FormLinks.embedCode(origin, form),
                form.version(),
                form.fields().stream().map(FormField::json).toList(),
                form.settings().json(),
                form.counts().submissions(),
                form.counts().spam(),
                form.counts().last(),
                form.createdAt(),
                form.updatedAt());
    }

    /** What is sent by it is nobody's edit. */
    @Override
    public Object edited() {
        return new FormView(
                id,
                name,
                description,
                status,
                publicId,
                url,
                embedCode,
                version,
                fields,
                settings,
                0,
                0,
                null,
                createdAt,
                updatedAt);
    }
}
