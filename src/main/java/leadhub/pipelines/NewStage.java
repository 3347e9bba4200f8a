package leadhub.pipelines;

import java.util.List;
import leadhub.web.input.Colors;
import org.jspecify.annotations.Nullable;

/**
 * A stage to be created.
 *
 * @param position where it goes, counted from 1; null and anything beyond the end mean last
 */
public record NewStage(String name, String color, @Nullable Long position, boolean isWon, boolean isLost) {
    /** The default stages of a pipeline. */
    public static final List<NewStage> USUAL = List.of(
            new NewStage("New", Colors.USUAL, null, false, false),
            new NewStage("Contacted", Colors.USUAL, null, false, false),
            new NewStage("Qualified", Colors.USUAL, null, false, false),
            new NewStage("Won", Colors.USUAL, null, true, false),
            new NewStage("Lost", Colors.USUAL, null, false, true));
}
