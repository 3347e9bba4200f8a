package leadhub.bots.knowledge;

import java.time.Clock;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Folding;
import leadhub.base.Permission;
import leadhub.base.Times;
import leadhub.bots.Bots;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the questions that found no answer, so that somebody can give one. */
@Service
public class Questions {
    private static final int MOST_CHARACTERS = 300;
    private static final int MOST_KEY = 200;

    private final QuestionSql sql;
    private final Knowledge knowledge;
    private final Bots bots;
    private final Folding folding;
    private final Clock clock;

    Questions(QuestionSql sql, Knowledge knowledge, Bots bots, Folding folding, Clock clock) {
        this.sql = sql;
        this.knowledge = knowledge;
        this.bots = bots;
        this.folding = folding;
        this.clock = clock;
    }

    /** Those of a bot, what was asked most first. */
    public List<UnansweredQuestion> list(Caller caller, String botId) {
        var bot = bots.find(caller.workspaceId(), botId).orElseThrow(Bots::unknown);
        return sql.list(caller.workspaceId(), bot.id());
    }

    /** Somebody has asked it in a conversation. */
    @Transactional
    public void keep(Caller caller, String botId, long conversationId, String language, String question) {
        var text = question.strip();
        if (!text.isEmpty() && text.length() <= MOST_CHARACTERS) {
            var kept = new QuestionSql.NewQuestion(language, key(text), text);
            sql.keep(caller.workspaceId(), botId, conversationId, kept, Times.now(clock));
        }
    }

    private String key(String question) {
        var folded =
                folding.fold(question).replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ").strip();
        return folded.substring(0, Math.min(folded.length(), MOST_KEY));
    }

    /** Gives the answer: from now on the bot has it. */
    @Transactional
    public KnowledgeDocument answer(Caller caller, String botId, String question, NewDocument answer) {
        var added = knowledge.add(caller, botId, answer);
        sql.delete(caller.workspaceId(), added.botId(), answer.language(), key(question));
        return added;
    }

    /** Nobody answers it. */
    @Transactional
    public void dismiss(Caller caller, String botId, String language, String question) {
        caller.require(Permission.WRITE_BOTS);
        var bot = bots.lock(caller, botId);
        sql.delete(caller.workspaceId(), bot.id(), language, key(question));
    }
}
