package leadhub.leads.lists;

import org.jspecify.annotations.Nullable;

/**
 * The lead behind which a list is read on.
 *
 * @param value what it was sorted by, as PostgreSQL spells it; null where the lead had nothing there
 */
public record LeadPosition(@Nullable String value, long id) {}
