package leadhub.duplicates;

import java.util.List;
import leadhub.leads.record.Lead;

/**
 * Two leads that may be one person.
 *
 * @param one the older one
 * @param score how sure that is, from 0 to 100
 */
public record Duplicate(long id, Lead one, Lead other, List<Reason> reasons, int score) {}
