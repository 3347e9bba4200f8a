package leadhub.bots.knowledge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.bots.Bots;
import leadhub.web.Words;
import org.springframework.stereotype.Service;

/** Answers questions by the passage that was found, word for word, and says where it stands. */
@Service
public class BotAnswering {
    private final KnowledgeSearch search;
    private final Knowledge knowledge;
    private final Bots bots;

    BotAnswering(KnowledgeSearch search, Knowledge knowledge, Bots bots) {
        this.search = search;
        this.knowledge = knowledge;
        this.bots = bots;
    }

    /**
     * What is said to the visitor; empty where nothing is found. In the visitor's language, else in the bot's own.
     *
     * @param origin under which the visitor sees us
     */
    public Optional<String> find(Caller caller, String botId, String language, String question, String origin) {
        var bot = bots.find(caller.workspaceId(), botId);
        return bot.flatMap(one -> search.find(
                        caller.workspaceId(),
                        one.id(),
                        List.of(language, one.terms().language()),
                        question)
                .map(found -> cited(new Cited(found.passage().content(), List.of(found)), one.id(), language, origin)));
    }

    /** The passages that are nearest to a question, whether or not one answers it, the best first. */
    public List<FoundPassage> near(Caller caller, String botId, String language, String question, int most) {
        return bots.find(caller.workspaceId(), botId)
                .map(one -> search.near(
                        caller.workspaceId(),
                        one.id(),
                        List.of(language, one.terms().language()),
                        question,
                        most))
                .orElse(List.of());
    }

    /** What is said, and where it stands. */
    public record Cited(String text, List<FoundPassage> sources) {}

    /** The same as it is said to the visitor; each document is named once. */
    public static String cited(Cited cited, String botId, String language, String origin) {
        var words = Words.in(language);
        var named = new LinkedHashMap<Long, FoundPassage>();
        cited.sources().forEach(found -> named.putIfAbsent(found.documentId(), found));
        var text = cited.text();
        for (var found : named.values()) {
            text = words.say("chat.cited", text, found.title(), link(found, botId, origin));
        }
        return text;
    }

    private static String link(FoundPassage found, String botId, String origin) {
        return found.url() == null
                ? origin + "/c/" + botId + "/sources/" + found.documentId() + "/" + found.number()
                : found.url();
    }

    /** Whether there is anything to be found. */
    public boolean knowsAnything(Caller caller, String botId) {
        return knowledge.documents(caller, List.of(botId)).containsKey(botId);
    }
}
