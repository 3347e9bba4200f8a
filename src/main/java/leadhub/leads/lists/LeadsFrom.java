package leadhub.leads.lists;

import java.util.function.Supplier;
import leadhub.base.Listing;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;

/**
 * Leads from a position on, and how many there are in all.
 *
 * @param next where to read on, null at the end of the list; asked once the leads are there
 */
public record LeadsFrom(Listing<Lead> leads, Supplier<@Nullable LeadPosition> next) {}
