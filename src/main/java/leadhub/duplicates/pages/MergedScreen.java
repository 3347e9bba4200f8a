package leadhub.duplicates.pages;

import java.util.List;
import leadhub.leads.merging.MergedLead;
import leadhub.leads.record.Lead;

/** What was merged into a lead and can be taken out again. */
public record MergedScreen(Lead lead, List<MergedLead> merged) {}
