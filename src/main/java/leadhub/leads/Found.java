package leadhub.leads;

import java.util.List;

/** What the palette found. */
public record Found(List<Lead> leads) {}
