package leadhub.pipelines;

import leadhub.base.Change;
import org.jspecify.annotations.Nullable;

/**
 * The changes of an update to a stage.
 *
 * @param position where it goes, counted from 1; null and anything beyond the end mean last
 * @param probability from 0 to 100; null is what its result says, if that says anything
 * @param rottingDays from 1; null for none
 */
public record StageChange(
        Change<String> name,
        Change<String> color,
        Change<@Nullable Long> position,
        Change<Boolean> isWon,
        Change<Boolean> isLost,
        Change<@Nullable Long> probability,
        Change<@Nullable Long> rottingDays) {

    /** Changes a stage's colour. */
    public static StageChange toColor(String color) {
        return new StageChange(
                Change.keep(),
                Change.set(color),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep());
    }
}
