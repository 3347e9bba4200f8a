package leadhub.bots.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Seal;
import leadhub.base.SealedSecrets;
import leadhub.base.Times;
import leadhub.bots.BotListener;
import leadhub.bots.Bots;
import leadhub.bots.identity.IdentityKeySql.Kept;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The keys by which a bot's website signs who its visitors are. There may be two, so that one takes the other's place without a gap. */
@Service
public class IdentityKeys implements SealedSecrets, BotListener {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final IdentityKeySql sql;
    private final Bots bots;
    private final Seal seal;
    private final Audit audit;
    private final Clock clock;

    IdentityKeys(IdentityKeySql sql, Bots bots, Seal seal, Audit audit, Clock clock) {
        this.sql = sql;
        this.bots = bots;
        this.seal = seal;
        this.audit = audit;
        this.clock = clock;
    }

    /** The newest first. */
    public List<IdentityKey> list(Caller caller, String botId) {
        return sql.list(caller.workspaceId(), bots.get(caller, botId).id());
    }

    /** Makes one. @return its secret, which nobody can see again */
    @Transactional
    public String create(Caller caller, String botId) {
        caller.require(Role.ADMIN);
        var bot = bots.lock(caller, botId);
        if (sql.list(caller.workspaceId(), bot.id()).size() >= IdentityKey.MOST) {
            throw new Problem.Conflict(Refusal.of("bot.too_many_keys").with("max", IdentityKey.MOST)).exception();
        }
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var id = sql.newId(caller.workspaceId());
        var sealed = seal.seal(place(caller.workspaceId(), id), secret.getBytes(StandardCharsets.US_ASCII));
        sql.insert(caller.workspaceId(), new Kept(bot.id(), id, sealed), Times.now(clock));
        audit.record(caller, "bot.identity_key_created", bot.number(), null, Map.of("id", bot.id(), "key_id", id));
        return secret;
    }

    /** What was signed with it is worth nothing from now on. */
    @Transactional
    public void delete(Caller caller, String botId, long id) {
        caller.require(Role.ADMIN);
        var bot = bots.lock(caller, botId);
        if (!sql.delete(caller.workspaceId(), bot.id(), id)) {
            throw new Problem.NotFound(Refusal.of("record.not_found")).exception();
        }
        audit.record(caller, "bot.identity_key_deleted", bot.number(), Map.of("id", bot.id(), "key_id", id), null);
    }

    @Override
    public void botDeleted(Caller caller, String botId) {
        sql.deleteAll(caller.workspaceId(), botId);
    }

    /** The secrets themselves. */
    List<byte[]> secrets(long workspaceId, String botId) {
        return sql.secrets(workspaceId, botId).stream()
                .flatMap(kept -> seal.open(place(workspaceId, kept.id()), kept.secret()).stream())
                .toList();
    }

    private static String place(long workspaceId, long id) {
        return "bot_identity_keys.secret:" + workspaceId + ":" + id;
    }

    @Override
    public List<Sealed> all(long workspaceId) {
        return sql.all(workspaceId).stream()
                .map(kept -> new Sealed(kept.id(), place(workspaceId, kept.id()), kept.secret()))
                .toList();
    }

    @Override
    public boolean replace(long workspaceId, Sealed was, byte[] bytes) {
        return sql.reseal(workspaceId, was.owner(), was.bytes(), bytes);
    }
}
