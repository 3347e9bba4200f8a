package leadhub.integrations;

import java.util.Map;
import leadhub.base.RecordKind;
import leadhub.base.RecordSource;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import org.springframework.stereotype.Component;

/** Which integrations there are and of which types, remembered for whoever names some. */
@Component
class KnownIntegrations implements RecordSource {
    private final Remembered<Map<Long, String>> known;

    KnownIntegrations(IntegrationSql sql, Signals signals) {
        this.known = new Remembered<>(signals, "integrations", workspaceId -> Map.copyOf(sql.types(workspaceId)));
    }

    @Override
    public RecordKind kind() {
        return RecordKind.INTEGRATION;
    }

    @Override
    public boolean has(long workspaceId, String key) {
        return known.get(workspaceId).containsKey(Long.parseLong(key));
    }

    boolean isAny(long workspaceId, String type) {
        return known.get(workspaceId).containsValue(type);
    }

    /** The current transaction makes or deletes one. */
    void changed(long workspaceId) {
        known.changed(workspaceId);
    }
}
