package leadhub.bots.site;

import leadhub.bots.Bot;
import leadhub.bots.knowledge.FoundPassage;

/** The model of the page of a passage. */
public record Source(Bot bot, FoundPassage found) {}
