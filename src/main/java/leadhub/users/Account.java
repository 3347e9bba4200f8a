package leadhub.users;

import org.jspecify.annotations.Nullable;

/**
 * What users choose for themselves.
 *
 * @param language null follows the browser
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param timeZone an IANA zone; null follows the workspace
 */
public record Account(
        String name,
        @Nullable String language,
        String theme,
        @Nullable String timeZone) {}
