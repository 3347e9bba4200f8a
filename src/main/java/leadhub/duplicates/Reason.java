package leadhub.duplicates;

/**
 * Why two leads may be one person.
 *
 * @param kind {@code external_id} (of a row), {@code email}, {@code phone}, {@code name_company}, {@code name}, {@code email_typo} or {@code name_typo}
 * @param value what they have in common, or what differs by a slip
 */
public record Reason(String kind, String value) {}
