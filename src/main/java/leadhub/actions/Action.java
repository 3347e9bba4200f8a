package leadhub.actions;

import org.jspecify.annotations.Nullable;

/**
 * An action that can be done.
 *
 * @param subject how the user, stage or tag that it is about is called; null where there is none
 */
public record Action(
        String kind, ActionConfig config, @Nullable String subject) {}
