package leadhub.base;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What brought something about, as events and runs say it to the outside.
 *
 * @param type {@code user}, {@code api_key}, {@code automation} …
 * @param id of the user, key, automation …; null for the program itself
 * @param runId of the automation's run; null for everything else
 * @param depth how many automations led to each other up to here; 0 for none
 */
public record CausedBy(
        String type,
        @Nullable Long id,
        @JsonProperty("run_id") @Nullable Long runId,
        int depth) {}
