package leadhub.forms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import leadhub.api.LeadHubDialect;
import leadhub.forms.fields.FieldType;
import leadhub.forms.fields.FormField;
import tools.jackson.databind.node.ObjectNode;

/** Which texts somebody agreed to, in which version of each. */
public final class Consents {
    private Consents() {}

    /** Adds them to how something was sent. */
    public static void add(ObjectNode evidence, List<FormField> fields, ObjectNode values, Instant now) {
        for (var field : fields) {
            if (isGiven(field, values)) {
                var text = Objects.requireNonNullElse(field.consentText(), field.label());
                evidence.withArrayProperty("consents")
                        .addObject()
                        .put("key", field.key())
                        .put("text", text)
                        .put("text_version", version(text))
                        .put("given_at", LeadHubDialect.print(now));
            }
        }
    }

    /** The first consent of a form, which also says whether what is typed may be kept before it is sent. */
    public static Optional<FormField> first(List<FormField> fields) {
        return fields.stream()
                .filter(field -> field.type() == FieldType.CONSENT)
                .findFirst();
    }

    /** Whether a field is a consent, and given. */
    public static boolean isGiven(FormField field, ObjectNode values) {
        return field.type() == FieldType.CONSENT && values.path(field.key()).asBoolean(false);
    }

    /** By which a text is told from the one that it was before. */
    public static String version(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
