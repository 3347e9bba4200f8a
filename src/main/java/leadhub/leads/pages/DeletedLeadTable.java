package leadhub.leads.pages;

import java.util.List;
import leadhub.leads.deleted.DeletedLead;

/** What the page of deleted leads shows. */
public record DeletedLeadTable(List<DeletedLead> leads, long number, boolean isLast) {}
