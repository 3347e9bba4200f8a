package leadhub.signin.links;

import org.jspecify.annotations.Nullable;

/**
 * What the page shows that a one-time link leads to.
 *
 * @param problem the key of a message
 */
public record ChoosePasswordForm(
        LinkKind kind,
        String token,
        OneTimeLinks.Guest guest,
        @Nullable String problem) {}
