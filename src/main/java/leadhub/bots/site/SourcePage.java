package leadhub.bots.site;

import java.util.Optional;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.bots.chat.ChatBots;
import leadhub.bots.knowledge.FoundPassage;
import leadhub.bots.knowledge.Knowledge;
import leadhub.site.SiteAnswer;
import leadhub.site.SiteCall;
import leadhub.site.SiteRoutes;
import org.springframework.stereotype.Component;

/** The page of a passage from which a bot has answered; for those of documents that have no page of their own. */
@Component
class SourcePage implements SiteRoutes.Provider {
    private final ChatBots bots;
    private final Knowledge knowledge;

    SourcePage(ChatBots bots, Knowledge knowledge) {
        this.bots = bots;
        this.knowledge = knowledge;
    }

    @Override
    public void declare(SiteRoutes routes) {
        routes.get("/c/{bot}/sources/{document}/{passage}", bots::terms, this::show);
    }

    private SiteAnswer show(SiteCall call) {
        var found = bots.find(call.call(), call.text(0));
        var passage = passage(call, found)
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("knowledge.not_found")).exception());
        return new SiteAnswer.Page(
                200, found.bot().terms().language(), "bots/source.jte", new Source(found.bot(), passage));
    }

    private Optional<FoundPassage> passage(SiteCall call, ChatBots.Found found) {
        var isNumbered =
                call.text(1).matches("[1-9][0-9]{0,17}") && call.text(2).matches("[1-9][0-9]{0,5}");
        return isNumbered
                ? knowledge.passage(
                        found.sender().workspaceId(),
                        found.bot().id(),
                        Long.parseLong(call.text(1)),
                        Integer.parseInt(call.text(2)))
                : Optional.empty();
    }
}
