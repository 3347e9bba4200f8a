package leadhub.automations.hooks;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import leadhub.integrations.HookToken;
import org.springframework.stereotype.Component;

/** The URLs of automations; remembered, so that showing them costs no statement. */
@Component
class Hooks {
    /** Whoever posts to a URL has this long to be told of the next. */
    private static final Duration OVERLAP = Duration.ofHours(24);

    private final HookSql sql;
    private final HookVault vault;
    private final Clock clock;
    private final Remembered<Map<Long, String>> tokens;

    Hooks(HookSql sql, HookVault vault, Clock clock, Signals signals) {
        this.sql = sql;
        this.vault = vault;
        this.clock = clock;
        this.tokens = new Remembered<>(signals, "automation_hooks", workspaceId -> {
            var found = new HashMap<Long, String>();
            sql.all(workspaceId)
                    .forEach(kept -> vault.open(workspaceId, kept.automationId(), kept.sealed())
                            .ifPresent(token -> found.put(kept.automationId(), token)));
            return found;
        });
    }

    /** Empty if there is none, or it was sealed with a key that is lost. */
    Optional<String> token(long workspaceId, long automationId) {
        return Optional.ofNullable(tokens.get(workspaceId).get(automationId));
    }

    /** Whose a token is, if it is good. */
    Optional<HookSql.Owner> owner(String token) {
        return sql.owner(token, Times.now(clock));
    }

    /** Within a transaction that holds the automation. Whoever has lost the key begins with a new URL. */
    void open(long workspaceId, long automationId) {
        if (token(workspaceId, automationId).isEmpty()) {
            give(workspaceId, automationId);
        }
    }

    /** Within a transaction that holds the automation. */
    void rotate(long workspaceId, long automationId) {
        var now = Times.now(clock);
        sql.expire(workspaceId, automationId, now.plus(OVERLAP), now);
        give(workspaceId, automationId);
    }

    private void give(long workspaceId, long automationId) {
        var token = HookToken.generate();
        sql.put(workspaceId, automationId, vault.seal(workspaceId, automationId, token));
        sql.addToken(workspaceId, automationId, token);
        tokens.changed(workspaceId);
    }

    void close(long workspaceId, long automationId) {
        sql.remove(workspaceId, automationId);
        tokens.changed(workspaceId);
    }
}
