package leadhub.forms.files;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Where files lie: each under an id that begins with when it was given and goes on at random. What a sender called one is never a part
 * of it.
 */
interface FileStore {
    /** For whoever found no room, or nobody who answers. */
    Duration RETRY_AFTER = Duration.ofSeconds(30);

    /** How many ids are asked about at once. */
    int STEP = 500;

    /**
     * Keeps files, by their ids; they are safe when this returns, whole. Of one that finds no room, nothing is left, and all are refused as
     * unavailable: those before it may be there.
     */
    void write(long workspaceId, Map<String, FileSource> files);

    boolean has(long workspaceId, String id);

    InputStream open(long workspaceId, String id) throws IOException;

    /** In a moment, perhaps; what can't be deleted is swept later. */
    void delete(long workspaceId, String id);

    /**
     * Deletes what nobody knows of.
     *
     * @param before younger ones are left: their transaction may not have ended
     * @param known told some ids, says which of them are known
     */
    void sweep(long workspaceId, Instant before, Function<List<String>, Set<String>> known);

    /** How ids are made and read. */
    final class Ids {
        private static final SecureRandom RANDOM = new SecureRandom();
        private static final int RANDOM_BYTES = 16;
        private static final int TIME_DIGITS = 9;
        private static final Pattern ID = Pattern.compile("[0-9a-f]{41}");

        private Ids() {}

        static String make(Instant now) {
            var random = new byte[RANDOM_BYTES];
            RANDOM.nextBytes(random);
            return "%09x".formatted(now.getEpochSecond()) + HexFormat.of().formatHex(random);
        }

        /** Whether a name is an id that was given before. */
        static boolean isOlder(String name, Instant before) {
            return ID.matcher(name).matches()
                    && Instant.ofEpochSecond(Long.parseLong(name.substring(0, TIME_DIGITS), 16))
                            .isBefore(before);
        }
    }
}
