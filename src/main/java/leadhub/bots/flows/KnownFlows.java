package leadhub.bots.flows;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import org.springframework.stereotype.Component;

/** The flows that conversations go by, remembered so that a message costs no statement for them. */
@Component
public class KnownFlows {
    private static final int MOST = 1_000;

    private final FlowSql sql;
    private final Remembered<List<Published>> published;
    /** Versions never change. */
    private final Cache<Key, Flow> versions =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private record Key(long workspaceId, String botId, int version) {}

    /** A version that new conversations go by. */
    public record Published(String botId, int version, Flow flow) {}

    KnownFlows(FlowSql sql, Signals signals) {
        this.sql = sql;
        this.published = new Remembered<>(signals, "bot_flows", this::read);
    }

    private List<Published> read(long workspaceId) {
        return sql.all(workspaceId).stream()
                .map(one -> new Published(one.botId(), one.version(), flow(one)))
                .filter(one -> !one.flow().isEmpty())
                .toList();
    }

    private static Flow flow(FlowSql.Version version) {
        return FlowJson.read(Json.MAPPER.readTree(version.steps()));
    }

    /** The current transaction publishes one. */
    void changed(long workspaceId) {
        published.changed(workspaceId);
    }

    /** All that are published. */
    List<Published> all(long workspaceId) {
        return published.get(workspaceId);
    }

    /** What a new conversation goes by; empty for a bot without a flow. */
    public Optional<Published> current(long workspaceId, String botId) {
        return all(workspaceId).stream()
                .filter(one -> one.botId().equals(botId))
                .findFirst();
    }

    /** What a conversation goes by that has begun. */
    public Optional<Flow> version(long workspaceId, String botId, int version) {
        var key = new Key(workspaceId, botId, version);
        var known = Optional.ofNullable(versions.getIfPresent(key));
        return known.or(() -> sql.version(workspaceId, botId, version).map(found -> {
            var flow = flow(found);
            versions.put(key, flow);
            return flow;
        }));
    }
}
