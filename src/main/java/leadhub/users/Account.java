package leadhub.users;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What users choose for themselves.
 *
 * @param language null follows the browser
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param timeZone an IANA zone; null follows the workspace
 * @param awayUntil the last day of an absence, during which leads that are given out in turn pass them by; null for none
 */
public record Account(
        String name,
        @Nullable String language,
        String theme,
        @Nullable String timeZone,
        @Nullable LocalDate awayUntil) {}
