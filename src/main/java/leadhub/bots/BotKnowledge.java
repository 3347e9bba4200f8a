package leadhub.bots;

import java.util.List;
import java.util.Map;
import leadhub.base.Caller;

/** How much bots know; implemented by a later feature. */
public interface BotKnowledge {
    /** How many documents there are, by bot; bots without any are absent. */
    Map<String, Long> documents(Caller caller, List<String> botIds);
}
