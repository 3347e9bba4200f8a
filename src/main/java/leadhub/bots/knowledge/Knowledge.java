package leadhub.bots.knowledge;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.bots.BotKnowledge;
import leadhub.bots.Bots;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what bots know. */
@Service
public class Knowledge implements BotKnowledge {
    private final KnowledgeSql sql;
    private final Bots bots;
    private final Audit audit;
    private final Clock clock;

    Knowledge(KnowledgeSql sql, Bots bots, Audit audit, Clock clock) {
        this.sql = sql;
        this.bots = bots;
        this.audit = audit;
        this.clock = clock;
    }

    /** All documents of a bot, the newest first. */
    public List<KnowledgeDocument> list(Caller caller, String botId) {
        return sql.list(caller.workspaceId(), id(caller, botId));
    }

    private String id(Caller caller, String botId) {
        return bots.find(caller.workspaceId(), botId).orElseThrow(Bots::unknown).id();
    }

    @Override
    public Map<String, Long> documents(Caller caller, List<String> botIds) {
        return sql.countByBot(caller.workspaceId(), botIds);
    }

    /** The document, if it is this bot's; nobody else changes the bot until the transaction ends. */
    public KnowledgeDocument lock(Caller caller, String botId, long id) {
        var bot = bots.lock(caller, botId);
        return sql.find(caller.workspaceId(), bot.id(), id).orElseThrow(Knowledge::unknown);
    }

    /** The bot answers from it at once. */
    @Transactional
    public KnowledgeDocument add(Caller caller, String botId, NewDocument document) {
        caller.require(Permission.WRITE_BOTS);
        var bot = bots.lock(caller, botId);
        var size = sql.size(caller.workspaceId(), bot.id());
        if (size.documents() >= KnowledgeDocument.MOST
                || size.passages() + document.passages().size() > KnowledgeDocument.MOST_PASSAGES) {
            throw new Problem.Conflict(Refusal.of("knowledge.too_much").with("max", KnowledgeDocument.MOST))
                    .exception();
        }
        var id = sql.insert(
                caller.workspaceId(), bot.id(), document, caller.actor().name(), Times.now(clock));
        audit.record(caller, "bot.document_added", bot.number(), null, Map.of("id", id, "title", document.title()));
        return sql.find(caller.workspaceId(), bot.id(), id).orElseThrow();
    }

    /** The bot answers nothing from it any more, at once. */
    @Transactional
    public void delete(Caller caller, String botId, long id) {
        caller.require(Permission.WRITE_BOTS);
        var bot = bots.lock(caller, botId);
        var document = sql.find(caller.workspaceId(), bot.id(), id).orElseThrow(Knowledge::unknown);
        sql.delete(caller.workspaceId(), id);
        audit.record(caller, "bot.document_deleted", bot.number(), Map.of("id", id, "title", document.title()), null);
    }

    /** A passage as visitors may read it. */
    public Optional<FoundPassage> passage(long workspaceId, String botId, long documentId, int number) {
        return sql.passage(workspaceId, botId, documentId, number);
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("knowledge.not_found")).exception();
    }
}
