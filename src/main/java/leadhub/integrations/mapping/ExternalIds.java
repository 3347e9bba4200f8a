package leadhub.integrations.mapping;

import java.util.Locale;
import java.util.Optional;
import leadhub.base.ProblemException;
import leadhub.intake.NewIntake;
import leadhub.web.intake.KeptBody;
import tools.jackson.databind.JsonNode;

/** A sender's own id for what it sends, where a path in the body leads to one. */
public final class ExternalIds {
    private static final int MOST_KEY_CHARACTERS = 50;

    private ExternalIds() {}

    /** Whether a path, or the name of a field, can lead to one. */
    public static boolean isValid(String path) {
        return JsonPaths.isValid(path);
    }

    /** The id; empty if there is none, or the body can't be read. */
    public static Optional<String> find(NewIntake intake, String path) {
        try {
            var payload = KeptBody.parse(intake.contentType(), intake.body());
            return JsonPaths.find(payload, path).stream()
                    .flatMap(node -> of(node).stream())
                    .findFirst();
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** An id as a text, whether it came as one or as a number; empty for none. */
    public static Optional<String> of(JsonNode node) {
        return Optional.of(node)
                .filter(one -> !one.isContainer() && !one.isNull() && !one.isMissingNode())
                .map(one -> one.asString().strip())
                .filter(id -> !id.isEmpty() && id.indexOf('\0') < 0);
    }

    /** The key of a custom field for what a provider calls a question. */
    public static String key(String question) {
        var key = question.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_+|_+$", "");
        return key.isEmpty() ? "question" : key.substring(0, Math.min(key.length(), MOST_KEY_CHARACTERS));
    }
}
