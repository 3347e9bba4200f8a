package leadhub.leads;

import java.util.List;

/** What the page of deleted leads shows. */
public record DeletedLeadTable(List<DeletedLead> leads, long number, boolean isLast) {}
