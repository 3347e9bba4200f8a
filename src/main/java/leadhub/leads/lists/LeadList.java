package leadhub.leads.lists;

import leadhub.base.Slice;

/** A list of leads: which, in what order, which part. */
public record LeadList(LeadFilter filter, LeadSort sort, LeadSort.Direction direction, Slice slice) {}
