package leadhub.forms;

import java.time.Instant;
import java.util.List;
import leadhub.forms.fields.FieldType;
import leadhub.forms.fields.FormField;
import org.jspecify.annotations.Nullable;

/**
 * A form.
 *
 * @param publicId what its address ends with; nobody guesses it
 * @param origin under which whoever edited it last saw us: links of emails begin with it, for what strangers say is not relied on
 * @param version of its fields, from 1
 */
public record Form(
        long id,
        String publicId,
        String origin,
        FormTerms terms,
        int version,
        Counts counts,
        Instant createdAt,
        Instant updatedAt) {

    public static final int MOST_NAME = 255;
    public static final int MOST_DESCRIPTION = 2_000;
    /** In one workspace. */
    public static final int MOST = 1_000;

    /**
     * What was done with it.
     *
     * @param submissions accepted and pending ones
     * @param last when something was sent last that isn't suspected of being spam
     */
    public record Counts(
            long views,
            long starts,
            long submissions,
            long pending,
            long spam,
            @Nullable Instant last) {}

    public String name() {
        return terms.name();
    }

    public List<FormField> fields() {
        return terms.fields();
    }

    public FormSettings settings() {
        return terms.settings();
    }

    /** Whether it takes submissions now. */
    public boolean isOpen(Instant now) {
        var closesAt = settings().closesAt();
        var most = settings().maxSubmissions();
        return terms.status() == FormStatus.PUBLISHED
                && (closesAt == null || now.isBefore(closesAt))
                && (most == null || counts.submissions() < most);
    }

    /** The first field that is an e-mail address; null for none. */
    public static @Nullable FormField email(List<FormField> fields) {
        return fields.stream()
                .filter(field -> field.type() == FieldType.EMAIL)
                .findFirst()
                .orElse(null);
    }
}
