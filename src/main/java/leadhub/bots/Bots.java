package leadhub.bots;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.conversations.Conversations;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

/** Makes, finds, changes and deletes bots. */
@Service
public class Bots {
    private final BotSql sql;
    private final KnownBots known;
    private final Conversations conversations;
    private final Audit audit;
    private final Clock clock;
    // Asked for late, for listeners look bots up.
    private final SingletonSupplier<List<BotListener>> listeners;

    Bots(
            BotSql sql,
            KnownBots known,
            Conversations conversations,
            Audit audit,
            Clock clock,
            ObjectProvider<BotListener> listeners) {
        this.sql = sql;
        this.known = known;
        this.conversations = conversations;
        this.audit = audit;
        this.clock = clock;
        this.listeners = SingletonSupplier.of(() -> listeners.orderedStream().toList());
    }

    /** One page of them, the newest first, with how much was said with each. */
    public Page<Bot> list(Caller caller, Slice slice) {
        var page = sql.list(caller.workspaceId(), slice);
        var counts = conversations.countsByBot(
                caller, page.items().stream().map(Bot::id).toList());
        return page.map(bot -> counted(bot, counts));
    }

    /** The bot, if it is this workspace's. */
    public Bot get(Caller caller, String id) {
        var bot = find(caller.workspaceId(), id).orElseThrow(Bots::unknown);
        return counted(bot, conversations.countsByBot(caller, List.of(bot.id())));
    }

    /** The same; nobody else changes it until the transaction ends. */
    public Bot lock(Caller caller, String id) {
        var bot = sql.lock(caller.workspaceId(), spelled(id)).orElseThrow(Bots::unknown);
        return counted(bot, conversations.countsByBot(caller, List.of(bot.id())));
    }

    /** The bot without its counts, unless it was deleted. */
    public Optional<Bot> find(long workspaceId, String id) {
        return sql.find(workspaceId, spelled(id));
    }

    /** The same without a statement, for what comes many times a second. */
    public Optional<Bot> remembered(long workspaceId, String id) {
        return known.find(workspaceId, spelled(id));
    }

    /** For how many days bots keep what is said with them, by their ids; those that keep it for ever are absent. */
    public Map<String, Integer> retentions(long workspaceId) {
        return sql.retentions(workspaceId);
    }

    /** In which workspace the bot is that strangers know by its id. */
    public Optional<Long> workspaceOf(String id) {
        return id.length() == 36 ? sql.workspaceOf(spelled(id)) : Optional.empty();
    }

    @Transactional
    public Bot create(Caller caller, BotTerms terms) {
        caller.require(Permission.WRITE_BOTS);
        if (sql.count(caller.workspaceId()) >= Bot.MOST) {
            throw new Problem.Conflict(Refusal.of("bot.too_many").with("max", Bot.MOST)).exception();
        }
        var id = UUID.randomUUID().toString();
        sql.insert(caller.workspaceId(), id, terms, Times.now(clock));
        sql.publish(id, caller.workspaceId());
        var bot = get(caller, id);
        audit.record(caller, "bot.created", bot.number(), null, audited(bot));
        return bot;
    }

    /** Changes what is set; who talks to it already goes on. */
    @Transactional
    public Bot change(Caller caller, String id, BotChange change) {
        caller.require(Permission.WRITE_BOTS);
        var before = lock(caller, id);
        sql.update(caller.workspaceId(), before.id(), change.over(before.terms()), Times.now(clock));
        known.changed(before.id());
        var after = get(caller, id);
        audit.record(caller, "bot.changed", after.number(), audited(before), audited(after));
        return after;
    }

    /** Deletes a bot and its secrets; what was said with it stays, and so do the leads. */
    @Transactional
    public void delete(Caller caller, String id) {
        caller.require(Permission.WRITE_BOTS);
        var bot = lock(caller, id);
        sql.unpublish(bot.id());
        sql.remove(caller.workspaceId(), bot.id(), Times.now(clock));
        known.changed(bot.id());
        listeners.obtain().forEach(listener -> listener.botDeleted(caller, bot.id()));
        audit.record(caller, "bot.deleted", bot.number(), audited(bot), null);
    }

    private static Bot counted(Bot bot, Map<String, Conversations.BotCounts> counts) {
        var found = counts.getOrDefault(bot.id(), Conversations.BotCounts.NONE);
        return new Bot(
                bot.id(),
                bot.number(),
                bot.terms(),
                new Bot.Counts(found.conversations(), found.messages()),
                bot.createdAt(),
                bot.updatedAt());
    }

    private static String spelled(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> audited(Bot bot) {
        var audited = new LinkedHashMap<String, Object>();
        audited.put("id", bot.id());
        audited.put("name", bot.name());
        audited.put("is_active", bot.terms().isActive());
        audited.put("languages", bot.terms().languages());
        audited.put("allowed_hosts", bot.terms().allowedHosts());
        audited.put("retention_days", bot.terms().retentionDays());
        return audited;
    }

    /** What is said of a bot that is not there. */
    public static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("bot.not_found")).exception();
    }
}
