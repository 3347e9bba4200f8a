package leadhub.leads.pages;

import java.math.BigDecimal;
import java.util.Map;

/** What the deals of the leads in a list come to, by currency. */
public record LeadSums(Map<String, BigDecimal> values) {}
