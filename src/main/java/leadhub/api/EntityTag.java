package leadhub.api;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;

/**
 * Names the state of a record by a hash of what is answered: scores, duplicates, counts and the names of tags change
 * without {@code updated_at}. Weak, for the same state may be sent compressed.
 */
final class EntityTag {
    /** Enough that no two states of a record ever share a name. */
    private static final int BYTES = 16;

    private EntityTag() {}

    /** An answer with one record bears its tag; its body becomes bytes. All others stay as they are. */
    static Answer on(Dialect dialect, Answer answer) {
        // A hash of a secret tells of it, and no later answer would have the same.
        if (!(answer.body() instanceof Envelope.One<?>) || answer.isSecret()) {
            return answer;
        }
        var body = dialect.mapper().writeValueAsBytes(answer.body());
        var headers = new HashMap<>(answer.headers());
        headers.put("ETag", of(body));
        return answer.with(headers, body);
    }

    static String of(byte[] body) {
        var hash = Arrays.copyOf(Idempotency.sha256(body), BYTES);
        return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + "\"";
    }

    /**
     * Whether a header names a tag, compared weakly.
     *
     * @param header {@code *}, which is any tag, or a list; what isn't one names nothing
     */
    static boolean names(String header, String tag) {
        var opaque = opaque(tag);
        // None of our tags has a comma in it.
        return header.strip().equals("*")
                || Arrays.stream(header.split(","))
                        .anyMatch(named -> opaque(named).equals(opaque));
    }

    private static String opaque(String tag) {
        var stripped = tag.strip();
        return stripped.startsWith("W/") ? stripped.substring(2) : stripped;
    }
}
