package leadhub.bots.pages;

import java.util.List;
import leadhub.bots.Bot;
import leadhub.bots.knowledge.KnowledgeDocument;
import leadhub.bots.knowledge.UnansweredQuestion;
import leadhub.panel.FormErrors;

/**
 * The model of the page with what a bot knows.
 *
 * @param asked the question that is being answered; "" for none
 * @param language of what is added
 */
public record KnowledgeScreen(
        Bot bot,
        List<KnowledgeDocument> documents,
        List<UnansweredQuestion> questions,
        String asked,
        String language,
        FormErrors mistake) {

    public String path() {
        return "/settings/bots/" + bot.id() + "/knowledge";
    }
}
