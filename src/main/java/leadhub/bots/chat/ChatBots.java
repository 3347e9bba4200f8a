package leadhub.bots.chat;

import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.bots.Bot;
import leadhub.bots.Bots;
import leadhub.site.AllowedHosts;
import leadhub.site.SiteTerms;
import leadhub.web.Call;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Service;

/** Finds the bot behind an address, and says whose pages may show it. */
@Service
public class ChatBots {
    private final Bots bots;
    private final Workspaces workspaces;

    ChatBots(Bots bots, Workspaces workspaces) {
        this.bots = bots;
        this.workspaces = workspaces;
    }

    /** A bot, and on whose behalf a visitor's steps are written down: its own. */
    public record Found(Bot bot, Caller sender) {}

    /** No list means that it may be shown anywhere. */
    public SiteTerms terms(Call call) {
        return SiteTerms.embeddedBy(hosts(find(call, call.text(0)).bot()));
    }

    static AllowedHosts hosts(Bot bot) {
        var hosts = bot.terms().allowedHosts();
        return hosts.isEmpty() ? AllowedHosts.ANY : AllowedHosts.of(hosts);
    }

    /** The bot with that id, as long as it talks to anybody. */
    public Found find(Call call, String botId) {
        var workspaceId = bots.workspaceOf(botId).orElseThrow(ChatBots::gone);
        var bot = bots.find(workspaceId, botId)
                .filter(found -> found.terms().isActive())
                .orElseThrow(ChatBots::gone);
        return new Found(bot, sender(call, workspaceId, bot));
    }

    /** On behalf of a bot, from the address of whoever calls. */
    Caller sender(Call call, long workspaceId, Bot bot) {
        var own = sender(workspaceId, bot);
        return new Caller(own.workspaceId(), own.region(), own.role(), own.actor(), call.address(), call.requestId());
    }

    /** On behalf of a bot, where nobody calls. */
    Caller sender(long workspaceId, Bot bot) {
        return workspaces.rememberedCaller(workspaceId, new Actor(Actor.Kind.BOT, bot.number(), bot.name()));
    }

    static RuntimeException gone() {
        return new Problem.NotFound(Refusal.of("bot.gone")).exception();
    }
}
