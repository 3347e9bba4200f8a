package leadhub.bots;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import leadhub.base.database.ReadThroughCache;
import leadhub.base.database.Signals;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Bots, remembered so that what visitors say costs no statement for them. They change rarely, and all are forgotten then. */
@Component
class KnownBots {
    private static final String TOPIC = "bots";
    /** Each with its texts in all its languages. */
    private static final int MOST = 500;

    private final BotSql sql;
    private final Signals signals;
    private final ReadThroughCache<Key, Bot> known;

    private record Key(long workspaceId, String botId) {}

    KnownBots(BotSql sql, Signals signals) {
        this.sql = sql;
        this.signals = signals;
        this.known =
                new ReadThroughCache<>(Caffeine.newBuilder().maximumSize(MOST).build(), signals::listening);
        signals.on(TOPIC, botId -> known.invalidateAll());
    }

    Optional<Bot> find(long workspaceId, String botId) {
        return known.get(new Key(workspaceId, botId), key -> sql.find(workspaceId, botId));
    }

    /** The current transaction changes one; whoever does so goes on when all processes have forgotten how it was. */
    void changed(String botId) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            /** After a rollback too: the transaction may have asked for what it was about to change. */
            @Override
            public void afterCompletion(int status) {
                known.invalidateAll();
            }
        });
        signals.sendAndWait(TOPIC, botId);
    }
}
