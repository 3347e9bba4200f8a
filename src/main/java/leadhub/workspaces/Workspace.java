package leadhub.workspaces;

import java.time.Instant;
import leadhub.panel.DateFormat;
import org.jspecify.annotations.Nullable;

/**
 * A workspace.
 *
 * @param timeZone an IANA zone
 * @param defaultCountry ISO 3166 country that phone numbers without one are read in
 * @param language of those who haven't chosen one; null follows their browser
 */
public record Workspace(
        long id,
        String slug,
        String name,
        String timeZone,
        String defaultCountry,
        @Nullable String language,
        DateFormat dateFormat,
        Instant createdAt) {}
