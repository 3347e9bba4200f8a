package leadhub.integrations.pages;

import java.util.List;

/** What a mapping makes of the latest emails of a sender, the latest first. */
public record LeadMailTried(List<MappingScreen.Shown> shown) {}
