package leadhub.pipelines;

import java.util.List;
import leadhub.web.input.Colors;
import org.jspecify.annotations.Nullable;

/**
 * A stage to be created.
 *
 * @param position where it goes, counted from 1; null and anything beyond the end mean last
 * @param probability from 0 to 100; null is what its result says, if that says anything
 * @param rottingDays from 1; null for none
 */
public record NewStage(
        String name,
        String color,
        @Nullable Long position,
        boolean isWon,
        boolean isLost,
        @Nullable Long probability,
        @Nullable Long rottingDays) {
    /** The default stages of a pipeline. */
    public static final List<NewStage> USUAL = List.of(
            new NewStage("New", Colors.USUAL, null, false, false),
            new NewStage("Contacted", Colors.USUAL, null, false, false),
            new NewStage("Qualified", Colors.USUAL, null, false, false),
            new NewStage("Won", Colors.USUAL, null, true, false),
            new NewStage("Lost", Colors.USUAL, null, false, true));

    /** One of which no more is said. */
    public NewStage(String name, String color, @Nullable Long position, boolean isWon, boolean isLost) {
        this(name, color, position, isWon, isLost, null, null);
    }
}
