package leadhub.tags;

import java.time.Instant;

/** A tag. */
public record Tag(long id, String name, String color, Instant createdAt, Instant updatedAt) {
    /** The default colour of tags. */
    public static final String USUAL_COLOR = "#64748b";
    /** Names have at most this many code points. */
    public static final int MOST_CHARACTERS = 50;
}
