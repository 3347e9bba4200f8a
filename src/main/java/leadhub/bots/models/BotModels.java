package leadhub.bots.models;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Seal;
import leadhub.base.SealedSecrets;
import leadhub.base.Times;
import leadhub.bots.BotListener;
import leadhub.bots.Bots;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says which language model a bot asks; none, unless somebody has said which. */
@Service
public class BotModels implements SealedSecrets, BotListener {
    private final BotModelSql sql;
    private final Bots bots;
    private final Seal seal;
    private final Audit audit;
    private final Clock clock;

    BotModels(BotModelSql sql, Bots bots, Seal seal, Audit audit, Clock clock) {
        this.sql = sql;
        this.bots = bots;
        this.seal = seal;
        this.audit = audit;
        this.clock = clock;
    }

    /** The bot's, as its settings show it. */
    public Optional<BotModel> get(Caller caller, String botId) {
        caller.require(Role.ADMIN);
        return sql.find(caller.workspaceId(), bots.get(caller, botId).id());
    }

    /** The one that is to be asked now; empty for none, and where it is switched off. */
    public Optional<BotModel> find(long workspaceId, String botId) {
        return sql.find(workspaceId, botId).filter(model -> model.terms().isActive());
    }

    /** @param key null for none; absent leaves it as it is, but for another URL, which must not get the key of the one before */
    @Transactional
    public void save(Caller caller, String botId, ModelTerms terms, Change<@Nullable String> key) {
        caller.require(Role.ADMIN);
        var bot = bots.lock(caller, botId);
        var before = sql.find(caller.workspaceId(), bot.id());
        var secret = secret(caller, bot.id(), before, terms, key);
        sql.save(caller.workspaceId(), bot.id(), terms, secret, Times.now(clock));
        var after = sql.find(caller.workspaceId(), bot.id()).orElseThrow();
        audit.record(
                caller,
                "bot.model_changed",
                bot.number(),
                before.map(BotModels::audited).orElse(null),
                audited(after));
    }

    private byte @Nullable [] secret(
            Caller caller, String botId, Optional<BotModel> before, ModelTerms terms, Change<@Nullable String> key) {
        if (!key.isSet()) {
            return before.filter(one -> one.terms().url().equals(terms.url()))
                    .flatMap(one -> sql.secret(caller.workspaceId(), botId))
                    .map(BotModelSql.Kept::secret)
                    .orElse(null);
        }
        var text = key.over(null);
        return text == null
                ? null
                : seal.seal(place(caller.workspaceId(), botId), text.getBytes(StandardCharsets.UTF_8));
    }

    /** From now on the bot answers without one. */
    @Transactional
    public void remove(Caller caller, String botId) {
        caller.require(Role.ADMIN);
        var bot = bots.lock(caller, botId);
        var before = sql.find(caller.workspaceId(), bot.id()).orElseThrow(BotModels::unknown);
        sql.delete(caller.workspaceId(), bot.id());
        audit.record(caller, "bot.model_removed", bot.number(), audited(before), null);
    }

    @Override
    public void botDeleted(Caller caller, String botId) {
        sql.delete(caller.workspaceId(), botId);
    }

    /** A request has failed; whoever looks after the bot sees why. */
    public void failed(long workspaceId, String botId, String why) {
        sql.failed(workspaceId, botId, why, Times.now(clock));
    }

    /** With which it is asked; empty for none. */
    Optional<String> key(long workspaceId, String botId) {
        return sql.secret(workspaceId, botId)
                .flatMap(kept -> seal.open(place(workspaceId, botId), kept.secret()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static String place(long workspaceId, String botId) {
        return "bot_models.secret:" + workspaceId + ":" + botId;
    }

    @Override
    public List<Sealed> all(long workspaceId) {
        return sql.secrets(workspaceId).stream()
                .map(kept -> new Sealed(0, place(workspaceId, kept.botId()), kept.secret()))
                .toList();
    }

    @Override
    public boolean replace(long workspaceId, Sealed was, byte[] bytes) {
        return sql.reseal(workspaceId, was.bytes(), bytes);
    }

    private static Map<String, Object> audited(BotModel model) {
        var terms = model.terms();
        var audited = new LinkedHashMap<String, Object>();
        audited.put("id", model.botId());
        audited.put("is_active", terms.isActive());
        audited.put("url", terms.url());
        audited.put("model", terms.model());
        audited.put("has_key", model.hasKey());
        audited.put("sends_lead_data", terms.sendsLeadData());
        audited.put("budgets", terms.budgets());
        return audited;
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("record.not_found")).exception();
    }
}
