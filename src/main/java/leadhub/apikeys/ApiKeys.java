package leadhub.apikeys;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import leadhub.api.Credential;
import leadhub.api.Scope;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.base.database.Signals;
import leadhub.users.AccessEnd;
import leadhub.users.User;
import leadhub.users.UserAccess;
import leadhub.users.UserKeys;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, lists and revokes keys. */
@Service
public class ApiKeys implements UserKeys, UserAccess {
    static final String CHANGED = "keys";

    private final ApiKeySql sql;
    private final Audit audit;
    private final Signals signals;
    private final Clock clock;

    ApiKeys(ApiKeySql sql, Audit audit, Signals signals, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.signals = signals;
        this.clock = clock;
    }

    /** A key with its secret, which is shown only once. */
    public record Made(ApiKey key, String secret) {
        @Override
        public String toString() {
            return "Made[" + key + "]";
        }
    }

    /** Creates a key. */
    @Transactional
    public Made create(Caller caller, NewApiKey wanted) {
        caller.require(Role.ADMIN);
        if (wanted.name().isBlank() || wanted.name().length() > 255) {
            throw Problem.invalid(
                            "name", Refusal.of("between.string").with("min", 1).with("max", 255))
                    .exception();
        }
        if (wanted.hourlyLimit() < 1) {
            throw Problem.invalid("rate_limit", Refusal.of("min").with("min", 1))
                    .exception();
        }
        var secret = Secret.generate(wanted.dialect());
        var maker = caller.actor().kind() == Actor.Kind.USER ? caller.actor().id() : null;
        var key = sql.insert(caller.workspaceId(), wanted, maker, Secret.sha256(secret), Times.now(clock));
        audit.record(caller, "api_key.created", key.id(), null, key);
        return new Made(key, secret);
    }

    /** All keys that aren't revoked, by id. */
    public List<ApiKey> list(Caller caller) {
        caller.require(Role.ADMIN);
        return sql.list(caller.workspaceId());
    }

    /** Revokes a key, effective at once in every server process. */
    @Transactional
    public void revoke(Caller caller, long id) {
        caller.require(Role.ADMIN);
        var key = sql.revoke(caller.workspaceId(), id, Times.now(clock))
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("key.not_found")).exception());
        audit.record(caller, "api_key.revoked", id, key, null);
        signals.send(CHANGED, Long.toString(id));
    }

    /** Whether a key can still be used for something: it is neither revoked nor expired, and has the scope. */
    public boolean isGood(long workspaceId, long id, Scope scope) {
        return sql.find(workspaceId, id, Times.now(clock))
                .filter(key -> key.scopes().contains(scope))
                .isPresent();
    }

    @Override
    public List<String> madeBy(Caller caller, long userId) {
        caller.require(Role.ADMIN);
        return sql.madeBy(caller.workspaceId(), userId, Times.now(clock)).stream()
                .map(ApiKey::name)
                .toList();
    }

    @Override
    public void end(Caller caller, User user, AccessEnd end) {
        if (end.revokesKeys()) {
            sql.madeBy(caller.workspaceId(), user.id(), Times.now(clock)).forEach(key -> revoke(caller, key.id()));
        }
    }

    /** The credential behind a secret, whether or not it has expired by now. */
    Optional<Credential> find(String secret) {
        return Secret.isSound(secret) ? sql.credential(Secret.sha256(secret)) : Optional.empty();
    }
}
