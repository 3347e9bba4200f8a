package leadhub.signin.pages;

import org.jspecify.annotations.Nullable;

/**
 * What the sign-in page shows.
 *
 * @param email what was typed
 * @param next the path to go to afterwards, empty for the first page
 * @param problem the key of a message
 */
public record SignInForm(
        String email, String next, @Nullable String problem) {}
