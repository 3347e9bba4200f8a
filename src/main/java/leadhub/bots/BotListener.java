package leadhub.bots;

import leadhub.base.Caller;

/** Told within the transaction that deletes a bot, so that none of its secrets is kept. */
public interface BotListener {
    void botDeleted(Caller caller, String botId);
}
