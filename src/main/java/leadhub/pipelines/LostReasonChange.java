package leadhub.pipelines;

import leadhub.base.Change;
import org.jspecify.annotations.Nullable;

/**
 * The changes of an update to a reason.
 *
 * @param position where it goes, counted from 1; null and anything beyond the end mean last
 */
public record LostReasonChange(Change<String> name, Change<@Nullable Long> position, Change<Boolean> isArchived) {}
