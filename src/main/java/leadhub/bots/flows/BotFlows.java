package leadhub.bots.flows;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.bots.Bot;
import leadhub.bots.BotTerms;
import leadhub.bots.Bots;
import leadhub.tags.Tags;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ArrayNode;

/**
 * Changes and publishes the flows of bots. What is saved is a draft, which visitors don't meet before it is published.
 *
 * <p>Limits: 100 steps, 300,000 characters.
 */
@Service
public class BotFlows {
    private static final int MOST_CHARACTERS = 300_000;

    private final FlowSql sql;
    private final Bots bots;
    private final FlowReader reader;
    private final Tags tags;
    private final Records records;

    /** What is written down of changes, and when. */
    @Component
    record Records(Audit audit, Clock clock, KnownFlows known) {}

    BotFlows(FlowSql sql, Bots bots, FlowReader reader, Tags tags, Records records) {
        this.sql = sql;
        this.bots = bots;
        this.reader = reader;
        this.tags = tags;
        this.records = records;
    }

    /** Makes a bot, and publishes its flow. */
    @Transactional
    public Bot create(Caller caller, BotTerms terms, ArrayNode steps) {
        var bot = bots.create(caller, terms);
        save(caller, bot.id(), steps);
        publish(caller, bot.id());
        return bot;
    }

    /** The bot's flow, with what speaks against it. */
    public BotFlow get(Caller caller, String botId) {
        var bot = bots.find(caller.workspaceId(), botId).orElseThrow(Bots::unknown);
        return find(caller, bot.id());
    }

    /** The same; nobody else changes it until the transaction ends. */
    public BotFlow lock(Caller caller, String botId) {
        return find(caller, bots.lock(caller, botId).id());
    }

    private BotFlow find(Caller caller, String botId) {
        var kept = sql.find(caller.workspaceId(), botId).orElse(null);
        if (kept == null) {
            return new BotFlow(0, Json.MAPPER.createArrayNode(), null, Map.of());
        }
        var steps = kept.steps() == null ? Json.MAPPER.createArrayNode() : shown(caller, kept.steps());
        var draft = kept.draft() == null
                ? null
                : new BotFlow.Draft(
                        kept.revision(),
                        (ArrayNode) Json.MAPPER.readTree(kept.draft()),
                        kept.changedBy(),
                        kept.changedAt());
        var latest = draft == null ? steps : draft.steps();
        return new BotFlow(
                kept.version(),
                steps,
                draft,
                reader.read(caller, latest, false).errors().byField());
    }

    /** With tags by the names that they have now; one that is gone has none. */
    private ArrayNode shown(Caller caller, String steps) {
        return FlowJson.shown(
                FlowJson.read(Json.MAPPER.readTree(steps)),
                (config, id) -> config.put(
                        "tag", tags.find(caller, id).map(tag -> tag.name()).orElse(null)));
    }

    /** Keeps steps as they are, finished or not; null goes back to what is published. */
    @Transactional
    public BotFlow save(Caller caller, String botId, @Nullable ArrayNode steps) {
        caller.require(Permission.WRITE_BOTS);
        var bot = bots.lock(caller, botId);
        var before = find(caller, bot.id());
        if (steps != null && steps.equals(before.latest())) {
            return before;
        }
        var text = steps == null ? null : steps.toString();
        if (text != null && text.length() > MOST_CHARACTERS) {
            throw Problem.invalid("steps", Refusal.of("max.string").with("max", MOST_CHARACTERS))
                    .exception();
        }
        sql.keep(caller.workspaceId(), bot.id(), text, caller.actor().name(), Times.now(records.clock()));
        return find(caller, bot.id());
    }

    /** The same, as long as nobody else has saved since; false if somebody has. @param token of what was seen */
    @Transactional
    public boolean save(Caller caller, String botId, String token, @Nullable ArrayNode steps) {
        if (!lock(caller, botId).token().equals(token)) {
            return false;
        }
        save(caller, botId, steps);
        return true;
    }

    /** Makes the draft what new conversations go by; those that have begun finish on theirs. Refuses what leads nowhere. */
    @Transactional
    public BotFlow publish(Caller caller, String botId) {
        caller.require(Permission.WRITE_BOTS);
        var bot = bots.lock(caller, botId);
        var before = find(caller, bot.id());
        if (before.draft() == null) {
            return before;
        }
        return publish(caller, bot, before);
    }

    private BotFlow publish(Caller caller, Bot bot, BotFlow before) {
        var read = reader.read(caller, before.latest(), true);
        read.errors().check();
        var next = new FlowSql.Version(
                bot.id(), before.version() + 1, FlowJson.kept(read.flow()).toString());
        sql.publish(caller.workspaceId(), bot.id(), next, Json.write(caller.actor()), Times.now(records.clock()));
        var after = find(caller, bot.id());
        records.audit().record(caller, "bot.flow_published", bot.number(), audited(before), audited(after));
        records.known().changed(caller.workspaceId());
        return after;
    }

    private static Map<String, Object> audited(BotFlow flow) {
        var audited = new LinkedHashMap<String, Object>();
        audited.put("version", flow.version());
        audited.put("steps", flow.steps());
        return audited;
    }

    /** What a draft would do, to be tried out. Refuses what can't be read. */
    public Flow draft(Caller caller, String botId) {
        var flow = get(caller, botId);
        var read = reader.read(caller, flow.latest(), false);
        read.errors().check();
        return read.flow();
    }
}
