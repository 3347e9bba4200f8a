package leadhub.bots.site;

import leadhub.bots.chat.ChatBots;
import leadhub.site.SiteAnswer;
import leadhub.site.SiteCall;
import leadhub.site.SiteRoutes;
import org.springframework.stereotype.Component;

/** The scripts that show a bot in other pages. Their paths tell a filter nothing. */
@Component
class BotEmbedding implements SiteRoutes.Provider {
    private static final String SCRIPT = "text/javascript;charset=UTF-8";

    private final ChatBots bots;
    private final BotScripts scripts;

    BotEmbedding(ChatBots bots, BotScripts scripts) {
        this.bots = bots;
        this.scripts = scripts;
    }

    @Override
    public void declare(SiteRoutes routes) {
        routes.get("/c/{bot}/loader.js", bots::terms, this::loader).get("/c/{bot}/app.js", bots::terms, this::app);
    }

    private SiteAnswer loader(SiteCall call) {
        return new SiteAnswer.Content(200, SCRIPT, scripts.loader()).with("Cache-Control", "public, max-age=300");
    }

    /** A module, so that it can be loaded under Trusted Types; browsers ask for such ones as for data of ours. */
    private SiteAnswer app(SiteCall call) {
        var isNow = call.query().value("v").filter(scripts.version()::equals).isPresent();
        var app = scripts.app(call.query().value("lang").orElse("en"));
        return new SiteAnswer.Content(200, SCRIPT, app)
                .with("Cache-Control", isNow ? "public, max-age=31536000, immutable" : "no-cache");
    }
}
