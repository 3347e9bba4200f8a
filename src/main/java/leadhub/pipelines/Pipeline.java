package leadhub.pipelines;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A pipeline without its stages. */
public record Pipeline(
        long id, String name, @Nullable String description, boolean isDefault, Instant createdAt, Instant updatedAt) {
    /** Names of pipelines and stages have at most this many code points. */
    public static final int MOST_NAME_CHARACTERS = 255;
    /** Descriptions have at most this many code points. */
    public static final int MOST_DESCRIPTION_CHARACTERS = 65_535;
    /** A pipeline is created with at most this many stages; more can be added later. */
    public static final int MOST_STAGES = 50;
}
