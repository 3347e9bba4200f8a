package leadhub.integrations;

import java.util.Set;
import leadhub.base.RecordKind;
import leadhub.base.RecordSource;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import org.springframework.stereotype.Component;

/** Which integrations there are, remembered for whoever names some. */
@Component
class KnownIntegrations implements RecordSource {
    private final Remembered<Set<Long>> known;

    KnownIntegrations(IntegrationSql sql, Signals signals) {
        this.known = new Remembered<>(signals, "integrations", workspaceId -> Set.copyOf(sql.ids(workspaceId)));
    }

    @Override
    public RecordKind kind() {
        return RecordKind.INTEGRATION;
    }

    @Override
    public boolean has(long workspaceId, String key) {
        return known.get(workspaceId).contains(Long.parseLong(key));
    }

    /** The current transaction makes or deletes one. */
    void changed(long workspaceId) {
        known.changed(workspaceId);
    }
}
