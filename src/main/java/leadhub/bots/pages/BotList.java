package leadhub.bots.pages;

import java.util.List;
import leadhub.bots.Bot;
import leadhub.panel.FormErrors;

/** The model of the page with all bots. */
public record BotList(List<Bot> bots, FormErrors mistake) {}
