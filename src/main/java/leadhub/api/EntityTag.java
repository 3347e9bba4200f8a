package leadhub.api;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.function.UnaryOperator;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Names the state of a record by a hash of what is answered: scores, duplicates, counts and the names of tags change
 * without {@code updated_at}. Weak, for the same state may be sent compressed. Of a record that is {@link Envelope.Edited}
 * it is two hashes: one of what people edit, which {@code If-Match} is about, and one of all of it for readers.
 */
public final class EntityTag {
    /** Between the two hashes; neither has it in it. */
    private static final char BETWEEN = '.';

    private EntityTag() {}

    /** An answer with one record bears its tag; its body becomes bytes. All others stay as they are. */
    static Answer on(Dialect dialect, Answer answer) {
        // A hash of a secret tells of it, and no later answer would have the same.
        if (!(answer.body() instanceof Envelope.One<?> one) || answer.isSecret()) {
            return answer;
        }
        var body = dialect.mapper().writeValueAsBytes(answer.body());
        var headers = new HashMap<>(answer.headers());
        headers.put("ETag", of(dialect, one, body));
        return answer.with(headers, body);
    }

    /** The tag of a record, for an answer that is something else of it, such as the file that it is about. */
    public static String of(Dialect dialect, Envelope.One<?> one) {
        return of(dialect, one, dialect.mapper().writeValueAsBytes(one));
    }

    private static String of(Dialect dialect, Envelope.One<?> one, byte[] body) {
        var edited = one.data() instanceof Envelope.Edited record
                ? hash(dialect.mapper().writeValueAsBytes(record.edited())) + BETWEEN
                : "";
        return "W/\"" + edited + hash(body) + "\"";
    }

    /** 128 bits, so that no two states of a record share a name. Nobody gains by forging one, so a fast hash will do. */
    private static String hash(byte[] body) {
        var hash = MurmurHash3.hash128x64(body);
        var bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(hash[0]).putLong(hash[1]);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Whether a header names a tag, compared weakly.
     *
     * @param header {@code *}, which is any tag, or a list; what isn't one names nothing
     */
    static boolean names(String header, String tag) {
        return names(header, tag, EntityTag::opaque);
    }

    /** The same, for a write: only what people edit has to be as it was. */
    static boolean namesEdited(String header, String tag) {
        return names(header, tag, EntityTag::edited);
    }

    private static boolean names(String header, String tag, UnaryOperator<String> part) {
        // None of our tags has a comma in it.
        return header.strip().equals("*")
                || Arrays.stream(header.split(","))
                        .anyMatch(named -> part.apply(named).equals(part.apply(tag)));
    }

    /** A tag without a second hash is all of it. */
    private static String edited(String tag) {
        var opaque = opaque(tag);
        var between = opaque.indexOf(BETWEEN);
        return between < 0 ? opaque : opaque.substring(0, between) + "\"";
    }

    private static String opaque(String tag) {
        var stripped = tag.strip();
        return stripped.startsWith("W/") ? stripped.substring(2) : stripped;
    }
}
