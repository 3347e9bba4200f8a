package leadhub.workspaces;

import java.time.Instant;

/**
 * A workspace.
 *
 * @param timeZone an IANA zone
 * @param defaultCountry ISO 3166 country that phone numbers without one are read in
 */
public record Workspace(long id, String slug, String name, String timeZone, String defaultCountry, Instant createdAt) {}
